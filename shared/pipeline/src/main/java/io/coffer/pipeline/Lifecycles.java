package io.coffer.pipeline;

import io.coffer.lifecycle.Candidate;
import io.coffer.lifecycle.Due;
import io.coffer.lifecycle.KeptLifecycle;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.lifecycle.LifecycleRules;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Upload;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.http.S3Headers;
import java.time.Instant;
import java.util.Optional;

/** The lifecycle rules of buckets, and what answers say of them. A bucket without rules costs nothing. */
public final class Lifecycles {

    private final BucketConfigurationStore configurations;
    private final LifecycleDay day;

    public Lifecycles(BucketConfigurationStore configurations, LifecycleDay day) {
        this.configurations = configurations;
        this.day = day;
    }

    /** A bucket's rules: one read at the first time. */
    public Optional<LifecycleRules> rules(Bucket bucket) {
        return configurations.find(bucket, BucketConfiguration.LIFECYCLE, LifecycleRules.class,
                kept -> LifecycleRules.of(KeptLifecycle.read(kept).configuration(), day));
    }

    /** The day that rules count. */
    public LifecycleDay day() {
        return day;
    }

    /** Says when a current object expires, where a rule has it expire. */
    void writeExpiration(Bucket bucket, String key, ObjectRecord object, S3Headers headers) {
        rules(bucket)
                .flatMap(rules -> rules.expiration(candidate(key, object)))
                .ifPresent(due -> headers.set("x-amz-expiration",
                        "expiry-date=\"" + HttpDate.header(due.at()) + "\", rule-id=\"" + inHeader(due.ruleId()) + '"'));
    }

    /** Says when an upload is aborted, where a rule has it aborted. */
    void writeAbort(Bucket bucket, Upload upload, S3Headers headers) {
        Optional<Due> abort = rules(bucket)
                .flatMap(rules -> rules.abort(upload.key(), Instant.ofEpochMilli(upload.initiated())));
        abort.ifPresent(due -> headers
                .set("x-amz-abort-date", HttpDate.header(due.at()))
                .set("x-amz-abort-rule-id", inHeader(due.ruleId())));
    }

    /** A current object as rules look at it. */
    public static Candidate candidate(String key, ObjectRecord object) {
        return new Candidate(key, object.size(), object.tags(), object.lastModified());
    }

    /** S3 says it encodes ids as URLs and is seen to leave spaces as they are; what a header cannot carry must be encoded. */
    private static String inHeader(String ruleId) {
        return ruleId.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '%') ? ruleId : UriEncoding.encode(ruleId);
    }
}
