package io.coffer.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.coffer.pipeline.Operation;

/** The walls between the modules: who may see what. */
@AnalyzeClasses(packages = "io.coffer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule protocolSeesNothingOfTheRest = classes()
            .that().resideInAPackage("io.coffer.protocol..")
            .should().onlyDependOnClassesThat().resideOutsideOfPackages(
                    "io.coffer.auth..", "io.coffer.checksum..", "io.coffer.metadata..", "io.coffer.blobs..", "io.coffer.content..",
                    "io.coffer.pipeline..", "java.net..", "java.sql..");

    @ArchTest
    static final ArchRule onlyEntryPointsSeeTheHttpServer = noClasses()
            .that().resideOutsideOfPackages("io.coffer.standalone..", "io.coffer.console..", "io.coffer.testkit..")
            .should().dependOnClassesThat().resideInAnyPackage("io.vertx..", "io.netty..", "io.quarkus..");

    @ArchTest
    static final ArchRule onlyFunctionsSeeLambda = noClasses()
            .that().haveSimpleNameNotEndingWith("Function").and().resideOutsideOfPackage("io.coffer.testkit..")
            .should().dependOnClassesThat().resideInAnyPackage("com.amazonaws.services.lambda..", "io.coffer.lambda..");

    @ArchTest
    static final ArchRule onlyAccountsAndEntryPointsSeeKms = noClasses()
            .that().resideOutsideOfPackages("io.coffer.accounts..", "io.coffer.standalone..", "io.coffer.localstack..")
            .should().dependOnClassesThat().resideInAPackage("software.amazon.awssdk.services.kms..");

    @ArchTest
    static final ArchRule onlyMetadataAndEntryPointsSeeDynamoDb = noClasses()
            .that().resideOutsideOfPackages(
                    "io.coffer.metadata.dynamodb..", "io.coffer.standalone..", "io.coffer.testkit..", "io.coffer.localstack..")
            .should().dependOnClassesThat().resideInAPackage("software.amazon.awssdk.services.dynamodb..");

    @ArchTest
    static final ArchRule onlyTheEmbeddedEngineSeesRocksDb = noClasses()
            .that().resideOutsideOfPackage("io.coffer.metadata.embedded..")
            .should().dependOnClassesThat().resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule onlyBlobsAndEntryPointsSeeTheS3Client = noClasses()
            .that().resideOutsideOfPackages(
                    "io.coffer.blobs..", "io.coffer.standalone..", "io.coffer.testkit..", "io.coffer.localstack..")
            .should().dependOnClassesThat().resideInAPackage("software.amazon.awssdk.services.s3..");

    @ArchTest
    static final ArchRule storesKnowNoEngine = noClasses()
            .that().resideInAPackage("io.coffer.metadata")
            .should().dependOnClassesThat().resideInAnyPackage("io.coffer.metadata.embedded..", "io.coffer.metadata.dynamodb..");

    @ArchTest
    static final ArchRule operationsSeeNoFilesAndNoEngines = noClasses()
            .that().implement(Operation.class)
            .should().dependOnClassesThat().resideInAnyPackage(
                    "java.nio.file..", "java.net..", "io.coffer.metadata.embedded..", "io.coffer.metadata.dynamodb..");

    @ArchTest
    static final ArchRule operationsAreFinal = classes()
            .that().implement(Operation.class)
            .should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule queryActionsSeeNoFilesAndNoEngines = noClasses()
            .that().resideInAPackage("io.coffer.keys..").and().haveSimpleNameNotEndingWith("Function")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "java.nio.file..", "java.net..", "io.coffer.metadata.embedded..", "io.coffer.metadata.dynamodb..");
}
