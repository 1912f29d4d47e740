package io.coffer.lifecycle;

import io.coffer.protocol.xml.LifecycleConfiguration.And;
import io.coffer.protocol.xml.LifecycleConfiguration.Filter;
import io.coffer.protocol.xml.LifecycleConfiguration.Rule;
import io.coffer.protocol.xml.Tagging.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a rule is about: those that meet all its conditions, wherever in the filter these stand.
 *
 * @param prefixes what their keys begin with
 * @param tags what they are tagged with, among others
 * @param greaterThan in bytes, exclusive
 * @param lessThan in bytes, exclusive
 */
record RuleFilter(List<String> prefixes, List<Tag> tags, long greaterThan, long lessThan) {

    private static final Filter EMPTY = new Filter(null, null, null, null, null);
    private static final And NO_MORE = new And(null, List.of(), null, null);

    static RuleFilter of(Rule rule) {
        Filter filter = Objects.requireNonNullElse(rule.filter(), EMPTY);
        And and = Objects.requireNonNullElse(filter.and(), NO_MORE);
        return new RuleFilter(
                Stream.of(rule.prefix(), filter.prefix(), and.prefix()).filter(Objects::nonNull).toList(),
                Stream.concat(Stream.of(filter.tag()).filter(Objects::nonNull), and.tags().stream()).toList(),
                present(filter.objectSizeGreaterThan(), and.objectSizeGreaterThan()).max(Long::compare).orElse(-1L),
                present(filter.objectSizeLessThan(), and.objectSizeLessThan()).min(Long::compare).orElse(Long.MAX_VALUE));
    }

    private static Stream<Long> present(@Nullable Long one, @Nullable Long other) {
        return Stream.of(one, other).filter(Objects::nonNull);
    }

    /** What every key it is about begins with. */
    String prefix() {
        return prefixes.stream().max(Comparator.comparingInt(String::length)).orElse("");
    }

    boolean matchesKey(String key) {
        return prefixes.stream().allMatch(key::startsWith);
    }

    boolean matches(Candidate object) {
        return matchesKey(object.key())
                && object.size() > greaterThan
                && object.size() < lessThan
                && tags.stream().allMatch(tag -> Objects.requireNonNullElse(tag.value(), "").equals(object.tags().get(tag.key())));
    }

    boolean hasTags() {
        return !tags.isEmpty();
    }

    boolean hasSizes() {
        return greaterThan >= 0 || lessThan < Long.MAX_VALUE;
    }
}
