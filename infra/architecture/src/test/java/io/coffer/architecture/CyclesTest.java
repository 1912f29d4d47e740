package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Classes or packages that need each other, directly or through others, can only be understood together. */
class CyclesTest {

    @Test
    void noClassesNeedEachOther() {
        assertEquals(Set.of(), inCycles(CyclesTest::topLevel));
    }

    @Test
    void noPackagesNeedEachOther() {
        assertEquals(Set.of(), inCycles(JavaClass::getPackageName));
    }

    /** @param name what a class is counted as */
    private static Set<String> inCycles(Function<JavaClass, String> name) {
        Map<String, Set<String>> seen = new HashMap<>();
        for (JavaClass one : CompiledClasses.read()) {
            if (one.getPackageName().startsWith("io.coffer")) {
                seen.computeIfAbsent(name.apply(one), unseen -> new TreeSet<>()).addAll(one.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getPackageName().startsWith("io.coffer"))
                        .map(name)
                        .collect(Collectors.toSet()));
            }
        }
        return seen.keySet().stream()
                .filter(one -> seen.get(one).stream().filter(other -> !other.equals(one)).anyMatch(other -> reaches(seen, other, one)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String topLevel(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "");
    }

    private static boolean reaches(Map<String, Set<String>> seen, String from, String to) {
        Set<String> visited = new TreeSet<>(Set.of(from));
        Deque<String> next = new ArrayDeque<>(visited);
        while (!next.isEmpty()) {
            String name = next.remove();
            if (name.equals(to)) {
                return true;
            }
            seen.getOrDefault(name, Set.of()).stream().filter(visited::add).forEach(next::add);
        }
        return false;
    }
}
