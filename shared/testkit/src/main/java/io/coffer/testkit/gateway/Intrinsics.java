package io.coffer.testkit.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's functions, as far as a template of functions and routes uses them. A reference to a parameter gives its value, one to
 * a resource its logical id ({@code Id.Attribute} for {@code GetAtt}), unless the given values name something else for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">CloudFormation
 *     Template Reference, intrinsic functions</a>
 */
final class Intrinsics {

    private static final Object NO_VALUE = new Object();
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(!?)([^}]+)}");
    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::Region", EmulatedAccount.REGION,
            "AWS::AccountId", EmulatedAccount.ID,
            "AWS::Partition", "aws",
            "AWS::StackName", "coffer",
            "AWS::URLSuffix", "amazonaws.com");

    private final Map<String, Object> values = new HashMap<>(PSEUDO);
    private final Map<?, ?> conditions;
    private final Map<?, ?> mappings;

    /** @param given what parameters and resources are worth; {@code Id.Attribute} names a resource's attribute */
    Intrinsics(Map<?, ?> template, Map<String, String> given) {
        section(template, "Parameters").forEach((name, parameter) -> {
            Object initial = ((Map<?, ?>) parameter).get("Default");
            values.put(name.toString(), initial == null ? "" : initial);
        });
        values.putAll(given);
        this.conditions = section(template, "Conditions");
        this.mappings = section(template, "Mappings");
    }

    static Map<?, ?> section(Map<?, ?> map, String name) {
        return map.get(name) instanceof Map<?, ?> section ? section : Map.of();
    }

    /** The value with every function in it carried out; entries that are {@code AWS::NoValue} are left out. */
    Object resolve(Object value) {
        if (value instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>();
            list.stream().map(this::resolve).filter(item -> item != NO_VALUE).forEach(resolved::add);
            return resolved;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.size() == 1) {
            Map.Entry<?, ?> call = map.entrySet().iterator().next();
            String function = call.getKey().toString();
            if (function.equals("Ref") || function.startsWith("Fn::")) {
                return call(function, call.getValue());
            }
        }
        Map<Object, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            Object worth = resolve(item);
            if (worth != NO_VALUE) {
                resolved.put(key, worth);
            }
        });
        return resolved;
    }

    /** Whether a resource, or anything else that may carry {@code Condition}, is made. */
    boolean isMade(Map<?, ?> resource) {
        return !(resource.get("Condition") instanceof String condition) || holds(condition);
    }

    private Object call(String function, Object argument) {
        return switch (function) {
            case "Ref" -> argument.equals("AWS::NoValue") ? NO_VALUE : values.getOrDefault(argument.toString(), argument);
            case "Fn::GetAtt" -> attribute(argument instanceof List<?> parts ? parts.get(0) + "." + parts.get(1) : argument.toString());
            case "Fn::Sub" -> argument instanceof List<?> parts
                    ? substitute(parts.get(0).toString(), (Map<?, ?>) parts.get(1))
                    : substitute(argument.toString(), Map.of());
            case "Fn::Join" -> join((List<?>) argument);
            case "Fn::If" -> {
                List<?> parts = (List<?>) argument;
                yield resolve(holds(parts.get(0).toString()) ? parts.get(1) : parts.get(2));
            }
            case "Fn::Select" -> {
                List<?> parts = (List<?>) argument;
                yield ((List<?>) resolve(parts.get(1))).get(Integer.parseInt(resolve(parts.get(0)).toString()));
            }
            case "Fn::Split" -> {
                List<?> parts = (List<?>) resolve(argument);
                yield List.of(parts.get(1).toString().split(Pattern.quote(parts.get(0).toString())));
            }
            case "Fn::FindInMap" -> {
                List<?> parts = (List<?>) resolve(argument);
                Object found = section(section(mappings, parts.get(0).toString()), parts.get(1).toString()).get(parts.get(2).toString());
                if (found == null) {
                    throw new IllegalArgumentException("the template has no mapping " + parts);
                }
                yield found;
            }
            default -> throw new IllegalArgumentException("the template uses " + function + ", which the emulator does not know");
        };
    }

    private Object attribute(String name) {
        return values.getOrDefault(name, name);
    }

    private String substitute(String text, Map<?, ?> local) {
        return SUBSTITUTED.matcher(text).replaceAll(found -> {
            String name = found.group(2).strip();
            if (!found.group(1).isEmpty()) {
                return Matcher.quoteReplacement("${" + name + "}");
            }
            Object worth = local.containsKey(name) ? resolve(local.get(name)) : attribute(name);
            return Matcher.quoteReplacement(worth.toString());
        });
    }

    private String join(List<?> argument) {
        List<?> parts = (List<?>) resolve(argument.get(1));
        return String.join(argument.get(0).toString(), parts.stream().map(Object::toString).toList());
    }

    private boolean holds(String condition) {
        Object found = conditions.get(condition);
        if (found == null) {
            throw new IllegalArgumentException("the template has no condition " + condition);
        }
        return truth(found);
    }

    private boolean truth(Object condition) {
        Map.Entry<?, ?> call = ((Map<?, ?>) condition).entrySet().iterator().next();
        if (call.getKey().equals("Condition")) {
            return holds(call.getValue().toString());
        }
        List<?> parts = (List<?>) call.getValue();
        return switch (call.getKey().toString()) {
            case "Fn::Equals" -> resolve(parts.get(0)).toString().equals(resolve(parts.get(1)).toString());
            case "Fn::Not" -> !truth(parts.get(0));
            case "Fn::And" -> parts.stream().allMatch(this::truth);
            case "Fn::Or" -> parts.stream().anyMatch(this::truth);
            default -> throw new IllegalArgumentException("a condition of the template uses " + call.getKey());
        };
    }
}
