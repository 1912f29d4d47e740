package io.coffer.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An operator applied to one condition key and the policy's values for it.
 *
 * @param ifExists whether a request without the key meets it
 * @param key spelled as in {@link ConditionKeys}
 * @param values as the policy has them
 * @param matchers what each value matches, before any negation
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM User Guide,
 *     Condition operators</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">IAM
 *     User Guide, Multivalued context keys</a>
 */
record Condition(
        ConditionOperator operator,
        Qualifier qualifier,
        boolean ifExists,
        String key,
        List<String> values,
        List<Predicate<String>> matchers) {

    /** How several values of one key in the request count. */
    enum Qualifier {
        FOR_ALL_VALUES("ForAllValues:"),
        FOR_ANY_VALUE("ForAnyValue:"),
        NONE("");

        private final String prefix;

        Qualifier(String prefix) {
            this.prefix = prefix;
        }

        /** The qualifier that an operator's name in a policy begins with. */
        static Qualifier of(String operatorName) {
            return Arrays.stream(values()).filter(qualifier -> operatorName.startsWith(qualifier.prefix)).findFirst().orElse(NONE);
        }

        String prefix() {
            return prefix;
        }
    }

    /** Keys whose fixed values say who may come. */
    private static final Set<String> CONFINING =
            Set.of(ConditionKeys.PRINCIPAL_ACCOUNT, ConditionKeys.PRINCIPAL_ARN, ConditionKeys.USER_ID);

    private static final Set<ConditionOperator> EQUALITIES = Set.of(ConditionOperator.STRING_EQUALS,
            ConditionOperator.STRING_EQUALS_IGNORE_CASE, ConditionOperator.STRING_LIKE, ConditionOperator.ARN_EQUALS,
            ConditionOperator.ARN_LIKE);

    boolean holds(Function<String, List<String>> request) {
        List<String> actual = request.apply(key);
        if (operator == ConditionOperator.NULL) {
            return matches(String.valueOf(actual.isEmpty()));
        }
        if (actual.isEmpty()) {
            return ifExists || qualifier == Qualifier.FOR_ALL_VALUES || (qualifier == Qualifier.NONE && operator.negated());
        }
        return switch (qualifier) {
            case FOR_ALL_VALUES -> actual.stream().allMatch(this::meets);
            case FOR_ANY_VALUE -> actual.stream().anyMatch(this::meets);
            case NONE -> operator.negated() != actual.stream().anyMatch(this::matches);
        };
    }

    private boolean meets(String value) {
        return operator.negated() != matches(value);
    }

    private boolean matches(String value) {
        return matchers.stream().anyMatch(matcher -> matcher.test(value));
    }

    /**
     * Whether only fixed requesters or sources meet it, as S3 asks of a policy that is not public: values without wildcards, and networks
     * no broader than /8 for IPv4 and /32 for IPv6. A condition that requests without the key meet confines nobody.
     */
    boolean confines() {
        if (ifExists || qualifier == Qualifier.FOR_ALL_VALUES) {
            return false;
        }
        if (key.equals(ConditionKeys.SOURCE_IP)) {
            return operator == ConditionOperator.IP_ADDRESS && values.stream().map(Network::of).noneMatch(Network::isVeryBroad);
        }
        return CONFINING.contains(key) && EQUALITIES.contains(operator) && values.stream().noneMatch(Wildcards::areIn);
    }
}
