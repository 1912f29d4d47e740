package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import io.coffer.protocol.xml.Tagging.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's lifecycle rules as documents show them: body of PutBucketLifecycleConfiguration, answer of
 * GetBucketLifecycleConfiguration. Every element may be missing (null) in what a client sends.
 */
@JacksonXmlRootElement(localName = "LifecycleConfiguration")
public record LifecycleConfiguration(@JacksonXmlProperty(localName = "Rule") List<Rule> rules) {

    public LifecycleConfiguration {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /**
     * What becomes of the objects that it is about.
     *
     * @param prefix the older form of a filter; a rule has either
     * @param filter an empty one is about every object
     */
    public record Rule(
            @JacksonXmlProperty(localName = "ID") @Nullable String id,
            @JacksonXmlProperty(localName = "Prefix") @Nullable String prefix,
            @JacksonXmlProperty(localName = "Filter") @Nullable Filter filter,
            @JacksonXmlProperty(localName = "Status") @Nullable String status,
            @JacksonXmlProperty(localName = "Transition") @Nullable List<Transition> transitions,
            @JacksonXmlProperty(localName = "Expiration") @Nullable Expiration expiration,
            @JacksonXmlProperty(localName = "NoncurrentVersionTransition")
            @Nullable List<NoncurrentVersionTransition> noncurrentVersionTransitions,
            @JacksonXmlProperty(localName = "NoncurrentVersionExpiration")
            @Nullable NoncurrentVersionExpiration noncurrentVersionExpiration,
            @JacksonXmlProperty(localName = "AbortIncompleteMultipartUpload")
            @Nullable AbortIncompleteMultipartUpload abortIncompleteMultipartUpload) {

        /** The same rule with an id. */
        public Rule withId(String other) {
            return new Rule(other, prefix, filter, status, transitions, expiration, noncurrentVersionTransitions,
                    noncurrentVersionExpiration, abortIncompleteMultipartUpload);
        }

        /** The same rule with an expiration. */
        public Rule withExpiration(Expiration other) {
            return new Rule(id, prefix, filter, status, transitions, other, noncurrentVersionTransitions,
                    noncurrentVersionExpiration, abortIncompleteMultipartUpload);
        }
    }

    /** Which objects a rule is about. */
    public record Filter(
            @JacksonXmlProperty(localName = "Prefix") @Nullable String prefix,
            @JacksonXmlProperty(localName = "Tag") @Nullable Tag tag,
            @JacksonXmlProperty(localName = "ObjectSizeGreaterThan") @Nullable Long objectSizeGreaterThan,
            @JacksonXmlProperty(localName = "ObjectSizeLessThan") @Nullable Long objectSizeLessThan,
            @JacksonXmlProperty(localName = "And") @Nullable And and) {}

    /** Conditions that must all hold. */
    public record And(
            @JacksonXmlProperty(localName = "Prefix") @Nullable String prefix,
            @JacksonXmlProperty(localName = "Tag") List<Tag> tags,
            @JacksonXmlProperty(localName = "ObjectSizeGreaterThan") @Nullable Long objectSizeGreaterThan,
            @JacksonXmlProperty(localName = "ObjectSizeLessThan") @Nullable Long objectSizeLessThan) {

        public And {
            tags = tags == null ? List.of() : List.copyOf(tags);
        }
    }

    /** When current versions expire: one of the three. */
    public record Expiration(
            @JacksonXmlProperty(localName = "Date") @Nullable String date,
            @JacksonXmlProperty(localName = "Days") @Nullable Integer days,
            @JacksonXmlProperty(localName = "ExpiredObjectDeleteMarker") @Nullable Boolean expiredObjectDeleteMarker) {}

    /** When versions that are not current any more are removed. */
    public record NoncurrentVersionExpiration(
            @JacksonXmlProperty(localName = "NoncurrentDays") @Nullable Integer noncurrentDays,
            @JacksonXmlProperty(localName = "NewerNoncurrentVersions") @Nullable Integer newerNoncurrentVersions) {}

    /** When an upload that was not completed is aborted. */
    public record AbortIncompleteMultipartUpload(
            @JacksonXmlProperty(localName = "DaysAfterInitiation") @Nullable Integer daysAfterInitiation) {}

    /** When an object moves to another storage class. */
    public record Transition(
            @JacksonXmlProperty(localName = "Date") @Nullable String date,
            @JacksonXmlProperty(localName = "Days") @Nullable Integer days,
            @JacksonXmlProperty(localName = "StorageClass") @Nullable String storageClass) {}

    /** When a noncurrent version moves to another storage class. */
    public record NoncurrentVersionTransition(
            @JacksonXmlProperty(localName = "NoncurrentDays") @Nullable Integer noncurrentDays,
            @JacksonXmlProperty(localName = "NewerNoncurrentVersions") @Nullable Integer newerNoncurrentVersions,
            @JacksonXmlProperty(localName = "StorageClass") @Nullable String storageClass) {}
}
