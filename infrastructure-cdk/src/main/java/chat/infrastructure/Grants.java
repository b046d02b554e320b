package chat.infrastructure;

import chat.topology.Function;
import chat.topology.Function.Operation;
import chat.topology.Function.TableAccess;
import chat.topology.Queue;
import chat.topology.Table;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.logs.ILogGroup;

/**
 * All that a function may do, written out: CDK's own grant methods allow more than asked.
 *
 * @param pushApplications the ARNs of SNS's platform applications and of the endpoints there
 * @param sources what feeds the function
 */
record Grants(Function function, java.util.function.Function<Table, ITable> tables,
    java.util.function.Function<Queue, ChatQueue> queues, WebSocket webSocket, List<String> pushApplications,
    List<EventSource> sources) {
  PolicyDocument document(ILogGroup logGroup) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(logGroup.getLogGroupArn())));
    for (TableAccess access : function.access()) {
      statements.addAll(tableStatements(access));
    }
    if (function.postsToConnections()) {
      statements.add(allow(List.of("execute-api:ManageConnections"), List.of(webSocket.postArn())));
    }
    if (function.closesConnections()) {
      statements.add(allow(List.of("execute-api:ManageConnections"), List.of(webSocket.closeArn())));
    }
    if (!function.sendsTo().isEmpty()) {
      statements.add(allow(List.of("sqs:SendMessage"),
          function.sendsTo().stream().map(queue -> queues.apply(queue).arn()).toList()));
    }
    if (!function.push().actions().isEmpty()) {
      statements.add(allow(function.push().iamActions(), pushApplications));
    }
    for (EventSource source : sources) {
      statements.addAll(source.statements());
    }
    return new PolicyDocument(PolicyDocumentProps.builder().statements(statements).build());
  }

  static PolicyStatement allow(List<String> actions, List<String> resources) {
    return new PolicyStatement(PolicyStatementProps.builder().actions(actions).resources(resources).build());
  }

  private List<PolicyStatement> tableStatements(TableAccess access) {
    String arn = tables.apply(access.table()).getTableArn();
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(allow(access.operations().stream().map(Operation::iamAction).toList(), List.of(arn)));
    List<String> indexes = access.table().indexes().stream().map(index -> arn + "/index/" + index.name()).toList();
    if (access.operations().contains(Operation.QUERY) && !indexes.isEmpty()) {
      statements.add(allow(List.of(Operation.QUERY.iamAction()), indexes));
    }
    return statements;
  }
}
