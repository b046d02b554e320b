package chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The dependency arrows: model ← wire, topology ← features ← aws ← entrypoint. */
class ArchitectureTest {
  private static final String[] FEATURES = {"chat.messaging..", "chat.channel..", "chat.presence..", "chat.delivery..",
      "chat.identity..", "chat.group..", "chat.session..", "chat.limit..", "chat.people..", "chat.contact..",
      "chat.report..", "chat.erasure..", "chat.export..", "chat.watch..", "chat.push.."};
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("chat");

  @Test
  void dependenciesPointOneWay() {
    layeredArchitecture().consideringOnlyDependenciesInLayers().layer("json").definedBy("chat.json..").layer("model")
        .definedBy("chat.model..").layer("wire").definedBy("chat.wire..").layer("topology")
        .definedBy("chat.topology..").layer("features").definedBy(FEATURES).layer("aws").definedBy("chat.aws..")
        .layer("entrypoint").definedBy("chat.entrypoint..").whereLayer("json").mayNotAccessAnyLayer()
        .whereLayer("model").mayNotAccessAnyLayer().whereLayer("topology").mayNotAccessAnyLayer().whereLayer("wire")
        .mayOnlyAccessLayers("json", "model").whereLayer("features").mayOnlyAccessLayers("model", "wire", "topology")
        .whereLayer("aws").mayOnlyAccessLayers("json", "model", "wire", "topology", "features")
        .whereLayer("entrypoint").mayNotBeAccessedByAnyLayer().check(CLASSES);
  }

  @Test
  void featuresKnowNoSdkNoLambdaAndNoJson() {
    noClasses().that().resideInAnyPackage(FEATURES).should().dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.fasterxml..", "com.nimbusds..").check(CLASSES);
  }

  @Test
  void theSharedWordsKnowNoAws() {
    noClasses().that().resideInAnyPackage("chat.json..", "chat.model..", "chat.wire..", "chat.topology..").should()
        .dependOnClassesThat().resideInAnyPackage("software.amazon..", "com.amazonaws..").check(CLASSES);
  }

  @Test
  void featuresHaveNoCycles() {
    slices().matching("chat.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void clientsAreBuiltInOnePackage() {
    noClasses().that().resideOutsideOfPackage("chat.aws").should()
        .callMethod("software.amazon.awssdk.services.dynamodb.DynamoDbClient", "builder").orShould()
        .callMethod("software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient", "builder")
        .orShould().callMethod("software.amazon.awssdk.services.sqs.SqsClient", "builder").orShould()
        .callMethod("software.amazon.awssdk.services.sns.SnsClient", "builder").orShould()
        .callMethod("software.amazon.awssdk.services.secretsmanager.SecretsManagerClient", "builder")
        .check(CLASSES);
  }

  /** A class of it would be loaded, and paid for, at the start of whatever function can reach it. */
  @Test
  void onlyADeploymentReadsSecrets() {
    noClasses().that().doNotHaveFullyQualifiedName("chat.aws.DeploymentClients").and()
        .doNotHaveFullyQualifiedName("chat.entrypoint.PlatformApplicationHandler").should().dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.secretsmanager..").check(CLASSES);
  }

  @Test
  void itemsStayInside() {
    classes().that().haveSimpleNameEndingWith("Item").and().resideInAPackage("chat.aws.dynamodb").should()
        .bePackagePrivate().check(CLASSES);
  }
}
