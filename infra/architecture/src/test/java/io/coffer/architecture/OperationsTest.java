package io.coffer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operations may see of the world: stores, and neither files nor engines nor the server that they run in. */
class OperationsTest {

    private static final String OPERATION = "io.coffer.pipeline.Operation";
    private static final String[] WORLD = {
        "java.nio.file..", "java.net..", "io.coffer.metadata.memory..", "io.coffer.metadata.embedded..", "io.coffer.metadata.dynamodb.."};

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = CompiledClasses.read();
    }

    @Test
    void operationsSeeNoFilesAndNoEngines() {
        noClasses().that().implement(OPERATION).should().dependOnClassesThat().resideInAnyPackage(WORLD).check(classes);
    }

    @Test
    void operationsAreFinal() {
        classes().that().implement(OPERATION).should().haveModifier(JavaModifier.FINAL).check(classes);
    }

    /** Functions and servers get the operations of a module as a list. */
    @Test
    void operationsAreKnownInTheirPackageAlone() {
        classes().that().implement(OPERATION).should().notBePublic().check(classes);
    }

    @Test
    void queryActionsSeeNoFilesAndNoEngines() {
        noClasses().that().resideInAPackage("io.coffer.keys..").and().haveSimpleNameNotEndingWith("Function")
                .should().dependOnClassesThat().resideInAnyPackage(WORLD).check(classes);
    }

    @Test
    void onlyFunctionsSeeLambda() {
        noClasses().that().resideOutsideOfPackages("io.coffer.lambda..", "io.coffer.testkit..")
                .and().haveSimpleNameNotEndingWith("Function")
                .should().dependOnClassesThat().resideInAnyPackage("com.amazonaws.services.lambda..", "io.coffer.lambda..").check(classes);
    }
}
