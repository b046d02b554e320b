package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.topology.Function;
import chat.topology.Route;
import chat.topology.StreamSource;
import chat.topology.Topology;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagReportFormat;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;

/** The stacks obey cdk-nag's AwsSolutions rules, except where a reason stands here. */
class AwsSolutionsTest {
  private final Synthesis synthesis = Synthesis.prepare("aws-solutions", PushStackTest.SECRETS);

  @Test
  void obeysTheRules() throws IOException {
    addExceptions();
    Aspects.of(synthesis.app())
        .add(AwsSolutionsChecks.Builder.create().reportFormats(List.of(NagReportFormat.JSON)).build());
    synthesis.write();

    List<JsonNode> findings = findings();
    assertNotEquals(List.of(), findings, "cdk-nag left no report");
    assertEquals(List.of(),
        findings.stream().filter(finding -> finding.path("compliance").asText().equals("Non-Compliant")).toList());
  }

  private void addExceptions() {
    except(synthesis.stacks().account(), "ApiGatewayLogs", exception("AwsSolutions-IAM4",
        "API Gateway asks for this very policy, and refuses a role that may do less."));
    Stack identity = synthesis.stacks().identity().orElseThrow();
    except(identity, "Users", exception("AwsSolutions-COG2",
        "Whoever chats decides whether to have a second factor; the operator may require it."));
    except(identity, "Users", exception("AwsSolutions-COG3",
        "Threat protection is the dearest plan of Cognito; the operator may switch it on."));
    Stack service = synthesis.stacks().service();
    for (Route route : Topology.ROUTES) {
      if (!route.key().equals(Topology.CONNECT_ROUTE)) {
        except(service, "WebSocket/Api/" + route.key() + "-Route", exception("AwsSolutions-APIG4",
            "A socket is authorized once, when it opens; API Gateway allows an authorizer on $connect only."));
      }
    }
    for (StreamSource source : Topology.STREAM_SOURCES) {
      except(service, source.table().name() + "To" + source.function().name() + "/DeadLetters",
          exception("AwsSolutions-SQS3", "This is the dead-letter queue, of a stream and not of a queue."));
    }
    except(service, "Push/Role",
        NagPackSuppression.builder().id("AwsSolutions-IAM5")
            .reason("To make a platform application, IAM asks for the right to make any.")
            .appliesTo(List.of(RegexAppliesTo.builder().regex("/^Resource::arn:.+:sns:.+:app\\/\\*$/").build()))
            .build());
    for (Function function : Topology.FUNCTIONS) {
      if (!function.push().actions().isEmpty()) {
        except(service, function.name() + "/Role",
            NagPackSuppression.builder().id("AwsSolutions-IAM5")
                .reason("Devices come and go, and so do SNS's endpoints; the policy names the stage's applications.")
                .appliesTo(List.of(RegexAppliesTo.builder()
                    .regex("/^Resource::arn:.+:sns:.+:(app\\/\\*\\/|endpoint\\/\\*\\/)chat-test-push(\\/\\*)?$/")
                    .build()))
                .build());
      }
      if (function.postsToConnections()) {
        except(service, function.name() + "/Role",
            NagPackSuppression.builder().id("AwsSolutions-IAM5")
                .reason(
                    "Connections come and go, so their ids cannot stand in a policy; it is narrowed to what is done with them.")
                .appliesTo(
                    List.of(RegexAppliesTo.builder()
                        .regex("/^Resource::.+\\/" + (function.closesConnections() ? "(POST|DELETE)" : "POST")
                            + "\\/@connections\\/\\*$/")
                        .build()))
                .build());
      }
    }
  }

  private static NagPackSuppression exception(String rule, String reason) {
    return NagPackSuppression.builder().id(rule).reason(reason).build();
  }

  private static void except(Stack stack, String construct, NagPackSuppression exception) {
    NagSuppressions.addResourceSuppressionsByPath(stack, "/" + stack.getStackName() + "/" + construct + "/Resource",
        List.of(exception));
  }

  private List<JsonNode> findings() throws IOException {
    List<JsonNode> findings = new ArrayList<>();
    try (Stream<Path> files = Files.list(synthesis.directory())) {
      files.filter(file -> file.getFileName().toString().startsWith("AwsSolutions-"))
          .forEach(report -> Synthesis.read(report).path("lines").forEach(findings::add));
    }
    return findings;
  }
}
