package io.coffer.lifecycle;

import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.LifecycleConfiguration.Expiration;
import io.coffer.protocol.xml.LifecycleConfiguration.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's enabled rules: what they have in store for an object, an upload or a version. Where rules overlap, the one that is due first
 * counts, of several the first in the document.
 */
public final class LifecycleRules {

    private record Matching(Rule rule, String id, RuleFilter filter) {}

    private final List<Matching> rules;
    private final LifecycleDay day;

    private LifecycleRules(List<Matching> rules, LifecycleDay day) {
        this.rules = rules;
        this.day = day;
    }

    /** @param configuration as {@link LifecycleValidation} let it pass */
    public static LifecycleRules of(LifecycleConfiguration configuration, LifecycleDay day) {
        return new LifecycleRules(
                configuration.rules().stream()
                        .filter(rule -> LifecycleValidation.ENABLED.equals(rule.status()))
                        .map(rule -> new Matching(rule, Objects.requireNonNullElse(rule.id(), ""), RuleFilter.of(rule)))
                        .toList(),
                day);
    }

    /** When a current object expires. */
    public Optional<Due> expiration(Candidate object) {
        return earliest(
                filter -> filter.matches(object),
                rule -> rule.expiration() == null ? null : expiry(rule.expiration(), object.since()));
    }

    private @Nullable Instant expiry(Expiration expiration, Instant since) {
        if (expiration.date() != null) {
            return LifecycleValidation.date(expiration.date()).orElseThrow();
        }
        return expiration.days() == null ? null : day.after(since, expiration.days());
    }

    /**
     * When a delete marker that no version is left under is removed: at once if a rule asks for that, and with the days of a rule that
     * expires objects (User Guide, Lifecycle configuration elements, ExpiredObjectDeleteMarker).
     */
    public Optional<Due> deleteMarkerExpiration(String key, Instant since) {
        return earliest(
                filter -> filter.matches(Candidate.deleteMarker(key, since)),
                rule -> {
                    if (rule.expiration() == null) {
                        return null;
                    }
                    if (Boolean.TRUE.equals(rule.expiration().expiredObjectDeleteMarker())) {
                        return since;
                    }
                    return rule.expiration().days() == null ? null : day.after(since, rule.expiration().days());
                });
    }

    /**
     * When a version that is not current any more is removed.
     *
     * @param newer how many noncurrent versions of the key are newer than it
     */
    public Optional<Due> noncurrentExpiration(Candidate version, int newer) {
        return earliest(
                filter -> filter.matches(version),
                rule -> {
                    var expiration = rule.noncurrentVersionExpiration();
                    if (expiration == null || expiration.noncurrentDays() == null
                            || newer < Objects.requireNonNullElse(expiration.newerNoncurrentVersions(), 0)) {
                        return null;
                    }
                    return day.after(version.since(), expiration.noncurrentDays());
                });
    }

    /** When an upload of the key that is not completed is aborted. */
    public Optional<Due> abort(String key, Instant initiated) {
        return earliest(
                filter -> filter.matchesKey(key),
                rule -> {
                    var abort = rule.abortIncompleteMultipartUpload();
                    return abort == null || abort.daysAfterInitiation() == null ? null : day.after(initiated, abort.daysAfterInitiation());
                });
    }

    /** @param dueAt null if the rule does not ask for the action */
    private Optional<Due> earliest(Predicate<RuleFilter> matches, Function<Rule, @Nullable Instant> dueAt) {
        return rules.stream()
                .filter(matching -> matches.test(matching.filter()))
                .flatMap(matching -> Stream.ofNullable(dueAt.apply(matching.rule())).map(at -> new Due(at, matching.id())))
                .min(Comparator.comparing(Due::at));
    }

    /** The prefixes under which current objects may expire; none is within another. */
    public List<String> expirationPrefixes() {
        return prefixes(rule -> rule.expiration() != null
                && (rule.expiration().days() != null || rule.expiration().date() != null));
    }

    /** The prefixes under which noncurrent versions and delete markers may be removed; none is within another. */
    public List<String> versionPrefixes() {
        return prefixes(rule -> rule.noncurrentVersionExpiration() != null || rule.expiration() != null);
    }

    /** The prefixes under which uploads may be aborted; none is within another. */
    public List<String> uploadPrefixes() {
        return prefixes(rule -> rule.abortIncompleteMultipartUpload() != null);
    }

    private List<String> prefixes(Predicate<Rule> asks) {
        List<String> outermost = new ArrayList<>();
        rules.stream()
                .filter(matching -> asks.test(matching.rule()))
                .map(matching -> matching.filter().prefix())
                .sorted()
                .filter(prefix -> outermost.isEmpty() || !prefix.startsWith(outermost.get(outermost.size() - 1)))
                .forEach(outermost::add);
        return outermost;
    }
}
