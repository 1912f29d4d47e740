package io.coffer.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A type that says what was found out about a request is made by the step that finds it out, and by nothing else. */
class ProofTest {

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = CompiledClasses.read();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "io.coffer.protocol.RoutedRequest", "io.coffer.auth.AuthenticatedRequest", "io.coffer.auth.VerifiedForm",
        "io.coffer.pipeline.ServiceCall", "io.coffer.pipeline.UnauthorisedServiceCall",
        "io.coffer.pipeline.BucketCall", "io.coffer.pipeline.UnauthorisedBucketCall",
        "io.coffer.pipeline.ObjectCall", "io.coffer.pipeline.UnauthorisedObjectCall"})
    void aProofIsMadeInItsOwnPackage(String proof) {
        constructors().that().areDeclaredIn(proof).should().notBePublic().check(classes);
    }

    @Test
    void anAccountIsNamedByAVerifiedSignature() {
        noClasses().that().resideOutsideOfPackage("io.coffer.auth")
                .should().callConstructorWhere(target(owner(name("io.coffer.auth.Caller$Account")))).check(classes);
    }
}
