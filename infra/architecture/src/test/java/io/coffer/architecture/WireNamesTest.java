package io.coffer.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** What goes out has names of its own, so that a class can be renamed and no client notices. */
class WireNamesTest {

    /** They hand a class's name to Java itself: a process to start, a logger, the list of classes that a native image reflects on. */
    private static final String MAY_ASK =
            "io\\.coffer\\.(bench\\.S3ProxyServer|testkit\\.front\\.Distribution|rendering\\.ReflectedClasses)(\\$.*)?";

    @Test
    void nothingIsNamedAfterItsClass() {
        noClasses().that().haveNameNotMatching(MAY_ASK)
                .should().accessTargetWhere(target(owner(type(Class.class))).and(
                        target(nameMatching("getSimpleName|getName|getTypeName|getCanonicalName|getPackageName"))))
                .because("names that clients see are written out")
                .check(CompiledClasses.read());
    }
}
