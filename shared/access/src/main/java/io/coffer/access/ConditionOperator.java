package io.coffer.access;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The operators of conditions. A negated operator holds if its counterpart does not.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM User Guide,
 *     Condition operators</a>
 */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", value -> value::equals),
    STRING_NOT_EQUALS("StringNotEquals", STRING_EQUALS),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", value -> value::equalsIgnoreCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", STRING_EQUALS_IGNORE_CASE),
    STRING_LIKE("StringLike", value -> actual -> Wildcards.match(value, actual)),
    STRING_NOT_LIKE("StringNotLike", STRING_LIKE),
    NUMERIC_EQUALS("NumericEquals", numeric(order -> order == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", NUMERIC_EQUALS),
    NUMERIC_LESS_THAN("NumericLessThan", numeric(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", numeric(order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", numeric(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", numeric(order -> order >= 0)),
    DATE_EQUALS("DateEquals", date(order -> order == 0)),
    DATE_NOT_EQUALS("DateNotEquals", DATE_EQUALS),
    DATE_LESS_THAN("DateLessThan", date(order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", date(order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", date(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", date(order -> order >= 0)),
    BOOL("Bool", ConditionOperator::bool),
    IP_ADDRESS("IpAddress", value -> Network.of(value)::contains),
    NOT_IP_ADDRESS("NotIpAddress", IP_ADDRESS),
    ARN_EQUALS("ArnEquals", ConditionOperator::arn),
    ARN_NOT_EQUALS("ArnNotEquals", ARN_EQUALS),
    /** The same as {@link #ARN_EQUALS}, as IAM documents. */
    ARN_LIKE("ArnLike", ConditionOperator::arn),
    ARN_NOT_LIKE("ArnNotLike", ARN_LIKE),
    /** Asks whether the request lacks the key; {@link Condition} gives it {@code true} or {@code false} to compare. */
    NULL("Null", ConditionOperator::bool);

    /** Bounded, so that comparing stays cheap whatever a client sends. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private static final int ARN_COMPONENTS = 6;

    private final String awsName;
    private final boolean negated;
    private final Function<String, Predicate<String>> matcher;

    ConditionOperator(String awsName, Function<String, Predicate<String>> matcher) {
        this.awsName = awsName;
        this.negated = false;
        this.matcher = matcher;
    }

    ConditionOperator(String awsName, ConditionOperator counterpart) {
        this.awsName = awsName;
        this.negated = true;
        this.matcher = counterpart.matcher;
    }

    /** By its name in policies, which is exact. */
    static Optional<ConditionOperator> find(String awsName) {
        for (ConditionOperator operator : values()) {
            if (operator.awsName.equals(awsName)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    String awsName() {
        return awsName;
    }

    boolean negated() {
        return negated;
    }

    /**
     * What a policy's value matches among requests' values, before any negation.
     *
     * @throws IllegalArgumentException if the operator cannot compare with the value
     */
    Predicate<String> matcher(String policyValue) {
        return matcher.apply(policyValue);
    }

    private static Predicate<String> bool(String value) {
        String expected = value.toLowerCase(Locale.ROOT);
        if (!expected.equals("true") && !expected.equals("false")) {
            throw new IllegalArgumentException(value);
        }
        return expected::equalsIgnoreCase;
    }

    private static Function<String, Predicate<String>> numeric(IntPredicate order) {
        return value -> {
            BigDecimal expected = number(value).orElseThrow(IllegalArgumentException::new);
            return actual -> number(actual).filter(number -> order.test(number.compareTo(expected))).isPresent();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Function<String, Predicate<String>> date(IntPredicate order) {
        return value -> {
            Instant expected = instant(value).orElseThrow(IllegalArgumentException::new);
            return actual -> instant(actual).filter(instant -> order.test(instant.compareTo(expected))).isPresent();
        };
    }

    /** ISO 8601's date, or date and time, or seconds since the epoch. */
    private static Optional<Instant> instant(String text) {
        try {
            if (text.matches("\\d{1,12}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** ARNs compare component by component: a star does not reach over a colon, except in the last. */
    private static Predicate<String> arn(String value) {
        String[] expected = value.split(":", ARN_COMPONENTS);
        if (expected.length < ARN_COMPONENTS || !expected[0].equals("arn")) {
            throw new IllegalArgumentException(value);
        }
        return actual -> {
            String[] components = actual.split(":", ARN_COMPONENTS);
            if (components.length < ARN_COMPONENTS) {
                return false;
            }
            for (int i = 0; i < ARN_COMPONENTS; i++) {
                if (!Wildcards.match(expected[i], components[i])) {
                    return false;
                }
            }
            return true;
        };
    }
}
