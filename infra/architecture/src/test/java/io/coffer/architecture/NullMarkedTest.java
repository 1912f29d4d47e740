package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** In a package that is marked, NullAway holds every type without {@code @Nullable} to never being null. */
class NullMarkedTest {

    private static final JavaClasses CLASSES = CompiledClasses.read();

    private static Set<String> packages(Predicate<JavaClass> which) {
        return CLASSES.stream().filter(which).map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** JMH writes what calls benchmarks. */
    private static boolean isGenerated(JavaClass one) {
        return one.getPackageName().endsWith(".jmh_generated");
    }

    @Test
    void everyPackageIsMarked() {
        Set<String> unmarked = packages(one -> one.getPackageName().startsWith("io.coffer") && !isGenerated(one));
        assertFalse(unmarked.isEmpty());
        unmarked.removeAll(packages(one -> one.getSimpleName().equals("package-info")
                && one.isAnnotatedWith("org.jspecify.annotations.NullMarked")));

        assertEquals(Set.of(), unmarked);
    }
}
