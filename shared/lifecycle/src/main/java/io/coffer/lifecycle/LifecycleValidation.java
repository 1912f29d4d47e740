package io.coffer.lifecycle;

import io.coffer.protocol.ObjectKey;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.LifecycleConfiguration.And;
import io.coffer.protocol.xml.LifecycleConfiguration.Expiration;
import io.coffer.protocol.xml.LifecycleConfiguration.Filter;
import io.coffer.protocol.xml.LifecycleConfiguration.NoncurrentVersionExpiration;
import io.coffer.protocol.xml.LifecycleConfiguration.NoncurrentVersionTransition;
import io.coffer.protocol.xml.LifecycleConfiguration.Rule;
import io.coffer.protocol.xml.LifecycleConfiguration.Transition;
import io.coffer.protocol.xml.Tagging.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a lifecycle configuration is one S3 would take. Codes and messages are S3's own, from its API Reference and from what it is
 * known to answer. One thing is taken that S3 refuses: a filter of several conditions outside And; all of them must hold.
 */
public final class LifecycleValidation {

    static final String ENABLED = "Enabled";
    private static final String DISABLED = "Disabled";

    private static final int MAX_RULES = 1000;
    private static final int MAX_ID_LENGTH = 255;
    private static final int MAX_TAG_KEY_LENGTH = 128;
    private static final int MAX_TAG_VALUE_LENGTH = 256;
    /** What S3 names as the limit when it refuses a larger one. */
    private static final long MAX_FILTER_SIZE = 1_099_511_627_776_000L;

    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("[1-9]\\d{3}-");

    private LifecycleValidation() {}

    /**
     * The configuration as it is kept: with an id for every rule and dates in one form.
     *
     * @throws S3Exception MalformedXML, InvalidArgument, InvalidRequest, InvalidTag; NotImplemented for a configuration that is well formed
     *     but asks for transitions
     */
    public static LifecycleConfiguration require(LifecycleConfiguration given) {
        if (given.rules().isEmpty() || given.rules().size() > MAX_RULES) {
            throw malformed();
        }
        boolean older = given.rules().get(0).filter() == null;
        Set<String> ids = new HashSet<>();
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : given.rules()) {
            requireOneForm(rule, older);
            requireRule(rule);
            Rule kept = normalised(rule);
            if (!ids.add(kept.id())) {
                throw S3Exception.invalidArgument("ID", kept.id(), "Rule ID must be unique. Found same ID for more than one rule");
            }
            rules.add(kept);
        }
        requireNoTransitions(rules);
        return new LifecycleConfiguration(rules);
    }

    /** A configuration's rules have either the older form with a prefix each (PutBucketLifecycle) or filters. */
    private static void requireOneForm(Rule rule, boolean older) {
        if ((rule.prefix() == null) == (rule.filter() == null)) {
            throw malformed();
        }
        if (older && rule.filter() != null) {
            throw invalid("Filter element can only be used in Lifecycle V2.");
        }
        if (!older && rule.prefix() != null) {
            throw invalid("Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter.");
        }
    }

    private static void requireRule(Rule rule) {
        if (!ENABLED.equals(rule.status()) && !DISABLED.equals(rule.status())) {
            throw malformed();
        }
        if (rule.id() != null && rule.id().length() > MAX_ID_LENGTH) {
            throw S3Exception.invalidArgument("ID", rule.id(), "ID length should not exceed allowed limit of " + MAX_ID_LENGTH);
        }
        requireFilter(rule);
        RuleFilter filter = RuleFilter.of(rule);
        boolean transitions = rule.transitions() != null || rule.noncurrentVersionTransitions() != null;
        if (rule.expiration() == null && rule.noncurrentVersionExpiration() == null && rule.abortIncompleteMultipartUpload() == null
                && !transitions) {
            throw invalid("At least one action needs to be specified in a rule");
        }
        if (rule.expiration() != null) {
            requireExpiration(rule.expiration(), filter);
        }
        if (rule.noncurrentVersionExpiration() != null) {
            requireNoncurrentExpiration(rule.noncurrentVersionExpiration(), rule.filter() == null);
        }
        if (rule.abortIncompleteMultipartUpload() != null) {
            requirePositive(rule.abortIncompleteMultipartUpload().daysAfterInitiation(), "DaysAfterInitiation",
                    "AbortIncompleteMultipartUpload");
            requireKeysOnly(filter, "AbortIncompleteMultipartUpload");
        }
        requireTransitions(rule);
    }

    private static void requireFilter(Rule rule) {
        Filter filter = rule.filter();
        requirePrefix(rule.prefix());
        if (filter == null) {
            return;
        }
        requirePrefix(filter.prefix());
        requireTag(filter.tag());
        requireSizes(filter.objectSizeGreaterThan(), filter.objectSizeLessThan());
        And and = filter.and();
        if (and == null) {
            return;
        }
        long conditions = and.tags().size()
                + Stream.of(and.prefix(), and.objectSizeGreaterThan(), and.objectSizeLessThan()).filter(Objects::nonNull).count();
        if (conditions < 2) {
            throw malformed();
        }
        requirePrefix(and.prefix());
        Set<String> keys = new HashSet<>();
        for (Tag tag : and.tags()) {
            requireTag(tag);
            if (!keys.add(tag.key())) {
                throw invalid("Duplicate Tag Keys are not allowed.");
            }
        }
        requireSizes(and.objectSizeGreaterThan(), and.objectSizeLessThan());
    }

    private static void requirePrefix(@Nullable String prefix) {
        if (prefix != null && prefix.getBytes(StandardCharsets.UTF_8).length > ObjectKey.MAX_BYTES) {
            throw invalid("The maximum size of a prefix is " + ObjectKey.MAX_BYTES + ".");
        }
    }

    private static void requireTag(@Nullable Tag tag) {
        if (tag == null) {
            return;
        }
        if (tag.key() == null) {
            throw malformed();
        }
        if (tag.key().isEmpty() || tag.key().length() > MAX_TAG_KEY_LENGTH) {
            throw new S3Exception(S3ErrorCode.INVALID_TAG, "The TagKey you have provided is invalid");
        }
        if (tag.value() != null && tag.value().length() > MAX_TAG_VALUE_LENGTH) {
            throw new S3Exception(S3ErrorCode.INVALID_TAG, "The TagValue you have provided is invalid");
        }
    }

    private static void requireSizes(@Nullable Long greaterThan, @Nullable Long lessThan) {
        if (greaterThan != null && (greaterThan < 0 || greaterThan > MAX_FILTER_SIZE)) {
            throw invalid("'ObjectSizeGreaterThan' should be between 0 and " + MAX_FILTER_SIZE + ".");
        }
        if (lessThan != null && (lessThan < 1 || lessThan > MAX_FILTER_SIZE)) {
            throw invalid("'ObjectSizeLessThan' should be between 1 and " + MAX_FILTER_SIZE + ".");
        }
        if (greaterThan != null && lessThan != null && greaterThan >= lessThan) {
            throw invalid("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
        }
    }

    private static void requireExpiration(Expiration expiration, RuleFilter filter) {
        long forms = Stream.of(expiration.date(), expiration.days(), expiration.expiredObjectDeleteMarker())
                .filter(Objects::nonNull)
                .count();
        if (forms != 1) {
            throw malformed();
        }
        if (expiration.days() != null) {
            requirePositive(expiration.days(), "Days", "Expiration");
        } else if (expiration.date() != null) {
            requireMidnight(expiration.date());
        } else {
            requireKeysOnly(filter, "ExpiredObjectDeleteMarker");
        }
    }

    private static void requireNoncurrentExpiration(NoncurrentVersionExpiration expiration, boolean older) {
        requirePositive(expiration.noncurrentDays(), "NoncurrentDays", "NoncurrentVersionExpiration");
        if (expiration.newerNoncurrentVersions() != null) {
            if (older) {
                throw invalid("NewerNoncurrentVersions element can only be used in Lifecycle V2.");
            }
            requirePositive(expiration.newerNoncurrentVersions(), "NewerNoncurrentVersions", "NoncurrentVersionExpiration");
        }
    }

    private static void requirePositive(@Nullable Integer number, String element, String action) {
        if (number == null) {
            throw malformed();
        }
        if (number <= 0) {
            throw S3Exception.invalidArgument(
                    element, String.valueOf(number), "'" + element + "' for " + action + " action must be a positive integer");
        }
    }

    /** For actions on what has neither tags nor a size yet. */
    private static void requireKeysOnly(RuleFilter filter, String action) {
        if (filter.hasTags()) {
            throw invalid(action + " cannot be specified with Tags.");
        }
        if (filter.hasSizes()) {
            throw invalid(action + " cannot be specified with Object Size.");
        }
    }

    private static void requireTransitions(Rule rule) {
        for (Transition transition : Objects.requireNonNullElse(rule.transitions(), List.<Transition>of())) {
            if (transition.storageClass() == null || (transition.days() == null) == (transition.date() == null)) {
                throw malformed();
            }
            if (transition.date() != null) {
                requireMidnight(transition.date());
            } else if (transition.days() != null) {
                requireNotNegative(transition.days(), "Days", "Transition");
            }
        }
        for (NoncurrentVersionTransition transition :
                Objects.requireNonNullElse(rule.noncurrentVersionTransitions(), List.<NoncurrentVersionTransition>of())) {
            if (transition.storageClass() == null || transition.noncurrentDays() == null) {
                throw malformed();
            }
            requireNotNegative(transition.noncurrentDays(), "NoncurrentDays", "NoncurrentVersionTransition");
        }
    }

    private static void requireNotNegative(int number, String element, String action) {
        if (number < 0) {
            throw S3Exception.invalidArgument(
                    element, String.valueOf(number), "'" + element + "' in " + action + " action must be nonnegative");
        }
    }

    /** There is one storage class. A rule that would silently do nothing is refused instead. */
    private static void requireNoTransitions(List<Rule> rules) {
        for (Rule rule : rules) {
            if (rule.transitions() != null) {
                throw S3Exception.notImplemented("The lifecycle action Transition").with("RuleId", rule.id());
            }
            if (rule.noncurrentVersionTransitions() != null) {
                throw S3Exception.notImplemented("The lifecycle action NoncurrentVersionTransition").with("RuleId", rule.id());
            }
        }
    }

    private static void requireMidnight(String date) {
        Instant instant = date(date).orElseThrow(LifecycleValidation::malformed);
        if (!instant.equals(instant.truncatedTo(ChronoUnit.DAYS))) {
            throw S3Exception.invalidArgument("Date", date, "'Date' must be at midnight GMT");
        }
    }

    /** A time in ISO 8601 of a year with four digits, or a date, which is its midnight UTC; empty if it is neither. */
    static Optional<Instant> date(String text) {
        String trimmed = text.trim();
        if (!FOUR_DIGIT_YEAR.matcher(trimmed).lookingAt()) {
            return Optional.empty();
        }
        try {
            return Optional.of(trimmed.contains("T")
                    ? OffsetDateTime.parse(trimmed).toInstant()
                    : LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Rule normalised(Rule rule) {
        Rule named = rule.id() == null || rule.id().isEmpty() ? rule.withId(freshId()) : rule;
        Expiration expiration = rule.expiration();
        if (expiration == null || expiration.date() == null) {
            return named;
        }
        String date = HttpDate.document(date(expiration.date()).orElseThrow());
        return named.withExpiration(new Expiration(date, null, null));
    }

    /** As S3 makes them: a UUID in base64. */
    private static String freshId() {
        return Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.MALFORMED_XML);
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }
}
