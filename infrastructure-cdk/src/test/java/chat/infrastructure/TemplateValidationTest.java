package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;

/** The context in cdk.json makes a synthesis fail on what CloudFormation would refuse. */
class TemplateValidationTest {
  @Test
  void refusesPropertiesThatDoNotExist() {
    Synthesis synthesis = Synthesis.prepare("invalid");
    new CfnResource(synthesis.stacks().service(), "Invalid", CfnResourceProps.builder().type("AWS::SQS::Queue")
        .properties(Map.of("MessageRetentionPeriod", "forever")).build());
    RuntimeException refused = assertThrows(RuntimeException.class, synthesis::write);
    assertTrue(String.valueOf(refused.getMessage()).contains("Validation failed"), refused.getMessage());
  }
}
