package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Stores return refusals instead of throwing them, so every caller must look at the outcome. */
class OutcomesTest {

    private static final String OUTCOME = "io.coffer.metadata.Outcome";

    private static boolean isOutcome(JavaClass type) {
        return type.getName().equals(OUTCOME);
    }

    private static boolean asksAStore(JavaMethodCall call) {
        return isOutcome(call.getTarget().getRawReturnType()) && !isOutcome(call.getTargetOwner());
    }

    /** Whether a call is one of the outcome's own methods, or is given the outcome. */
    private static boolean looks(JavaMethodCall call) {
        return isOutcome(call.getTargetOwner()) || call.getTarget().getRawParameterTypes().stream().anyMatch(OutcomesTest::isOutcome);
    }

    private static boolean overlooks(JavaCodeUnit unit) {
        return !isOutcome(unit.getRawReturnType())
                && unit.getMethodCallsFromSelf().stream().anyMatch(OutcomesTest::asksAStore)
                && unit.getMethodCallsFromSelf().stream().noneMatch(OutcomesTest::looks);
    }

    @Test
    void everyCallerOfAStoreLooksAtTheOutcome() {
        Set<String> overlooking = CompiledClasses.read().stream()
                .flatMap(one -> one.getCodeUnits().stream())
                .filter(OutcomesTest::overlooks)
                .map(JavaCodeUnit::getFullName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), overlooking);
    }
}
