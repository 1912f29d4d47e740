package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Classes that need each other, directly or around other classes, can only be understood together. */
class CyclesTest {

    @Test
    void noClassesNeedEachOther() {
        Map<String, Set<String>> seen = new HashMap<>();
        for (JavaClass one : CompiledClasses.read()) {
            if (one.getPackageName().startsWith("io.coffer")) {
                seen.computeIfAbsent(topLevel(one), name -> new TreeSet<>()).addAll(one.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getPackageName().startsWith("io.coffer"))
                        .map(CyclesTest::topLevel)
                        .collect(Collectors.toSet()));
            }
        }
        Set<String> inCycles = seen.keySet().stream()
                .filter(name -> seen.get(name).stream().filter(other -> !other.equals(name)).anyMatch(other -> reaches(seen, other, name)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), inCycles);
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
