package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

@OneGatewayStyle
@OnStandIns
final class LifecycleIT extends S3ClientTest {

    private static final Pattern EXPIRATION =
            Pattern.compile("expiry-date=\"(\\w{3}, \\d\\d \\w{3} \\d{4} 00:00:00 GMT)\", rule-id=\"(.*)\"");

    private PutBucketLifecycleConfigurationResponse configure(String bucket, LifecycleRule... rules) {
        return s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules)));
    }

    private GetBucketLifecycleConfigurationResponse configuration(String bucket) {
        return s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket));
    }

    private static LifecycleRule rule(String id, Consumer<LifecycleRule.Builder> more) {
        LifecycleRule.Builder rule = LifecycleRule.builder().id(id).status(ExpirationStatus.ENABLED);
        more.accept(rule);
        return rule.build();
    }

    private static LifecycleRule expiring(String id, String prefix, int days) {
        return rule(id, r -> r.filter(f -> f.prefix(prefix)).expiration(e -> e.days(days)));
    }

    /** The midnight at which something made now is so many days old. */
    private static Instant midnightAfter(Instant made, int days) {
        return made.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }

    private static void assertExpires(Instant since, int days, String ruleId, String header) {
        assertNotNull(header);
        Matcher expiration = EXPIRATION.matcher(header);
        assertTrue(expiration.matches(), header);
        Instant expected = midnightAfter(since, days);
        Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(expiration.group(1)));
        // Midnight may pass while a test runs.
        assertTrue(date.equals(expected) || date.equals(expected.plus(Duration.ofDays(1))), header);
        assertEquals(ruleId, expiration.group(2));
    }

    @Test
    void rulesComeBackAsTheyWerePut() {
        String bucket = bucket();
        LifecycleRule[] rules = {
            expiring("days", "logs/", 31),
            rule("date", r -> r.filter(f -> f.tag(Tag.builder().key("k").value("v").build()))
                    .expiration(e -> e.date(Instant.parse("2030-01-01T00:00:00Z")))),
            rule("markers", r -> r.filter(LifecycleRuleFilter.builder().build()).expiration(e -> e.expiredObjectDeleteMarker(true))
                    .noncurrentVersionExpiration(n -> n.noncurrentDays(3).newerNoncurrentVersions(2))),
            rule("and", r -> r.filter(f -> f.and(a -> a.prefix("p").tags(Tag.builder().key("a").value("").build())
                    .objectSizeGreaterThan(1L).objectSizeLessThan(1L << 40))).expiration(e -> e.days(1))),
            rule("uploads", r -> r.filter(f -> f.prefix("")).status(ExpirationStatus.DISABLED)
                    .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(7)))
        };

        assertEquals(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K,
                configure(bucket, rules).transitionDefaultMinimumObjectSize());
        GetBucketLifecycleConfigurationResponse read = configuration(bucket);
        assertEquals(List.of(rules), read.rules());
        assertEquals(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K, read.transitionDefaultMinimumObjectSize());
    }

    @Test
    @SuppressWarnings("deprecation")
    void theOlderFormIsKept() {
        String bucket = bucket();
        LifecycleRule[] rules = {
            rule("test1/", r -> r.prefix("test1/").expiration(e -> e.days(31))),
            rule("test2/", r -> r.prefix("test2/").expiration(e -> e.days(120)))
        };

        configure(bucket, rules);
        assertEquals(List.of(rules), configuration(bucket).rules());
        assertNull(configuration(bucket).rules().get(0).filter());
    }

    @Test
    void aRuleWithoutAnIdGetsOne() {
        String bucket = bucket();
        configure(bucket, expiring(null, "a", 1), expiring(null, "b", 1));

        List<LifecycleRule> rules = configuration(bucket).rules();
        assertTrue(rules.stream().noneMatch(rule -> rule.id() == null || rule.id().isEmpty()), rules::toString);
        assertEquals(rules, configuration(bucket).rules(), "and keeps it");
    }

    @Test
    void theMinimumSizeOfTransitionsIsKept() {
        String bucket = bucket();
        var size = TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS;
        s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket).transitionDefaultMinimumObjectSize(size)
                .lifecycleConfiguration(c -> c.rules(expiring("r", "", 1))));

        assertEquals(size, configuration(bucket).transitionDefaultMinimumObjectSize());
        assertRefused(400, "InvalidRequest", () -> s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket)
                .transitionDefaultMinimumObjectSize("none").lifecycleConfiguration(c -> c.rules(expiring("r", "", 1)))));
    }

    @Test
    void rulesAreReplacedAndTakenAway() {
        String bucket = bucket();
        assertRefused(404, "NoSuchLifecycleConfiguration", () -> configuration(bucket));
        assertEquals(204, s3.deleteBucketLifecycle(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());

        configure(bucket, expiring("first", "", 1));
        configure(bucket, expiring("second", "", 2));
        assertEquals(List.of("second"), configuration(bucket).rules().stream().map(LifecycleRule::id).toList());

        s3.deleteBucketLifecycle(r -> r.bucket(bucket));
        assertRefused(404, "NoSuchLifecycleConfiguration", () -> configuration(bucket));
        assertNull(put(bucket, "key", "text").expiration());
    }

    @Test
    void aBucketMadeAgainHasNoRules() {
        String bucket = bucket();
        configure(bucket, expiring("r", "", 1));
        s3.deleteBucket(r -> r.bucket(bucket));
        s3.createBucket(r -> r.bucket(bucket));

        assertRefused(404, "NoSuchLifecycleConfiguration", () -> configuration(bucket));
    }

    @Test
    void whatIsWrongIsRefusedAndLeavesTheRulesThereWere() {
        String bucket = bucket();
        configure(bucket, expiring("kept", "", 1));

        assertRefused(400, "InvalidArgument", () -> configure(bucket, expiring("a".repeat(256), "", 1)));
        assertRefused(400, "InvalidArgument", () -> configure(bucket, expiring("same", "a", 1), expiring("same", "b", 1)));
        assertRefused(400, "InvalidArgument", () -> configure(bucket, expiring("r", "", 0)));
        assertRefused(400, "InvalidArgument", () -> configure(bucket,
                rule("r", r -> r.filter(f -> f.prefix("")).expiration(e -> e.date(Instant.ofEpochSecond(20200101))))));
        assertRefused(400, "MalformedXML", () -> configure(bucket, rule("r", r -> r.filter(f -> f.prefix(""))
                .status("enabled").expiration(e -> e.days(1)))));
        assertRefused(400, "InvalidRequest", () -> configure(bucket, rule("r", r -> r.filter(f -> f.prefix("")))));
        assertRefused(501, "NotImplemented", () -> configure(bucket, rule("r", r -> r.filter(f -> f.prefix(""))
                .transitions(t -> t.days(30).storageClass(TransitionStorageClass.GLACIER)))));
        assertRefused(501, "NotImplemented", () -> configure(bucket, rule("r", r -> r.filter(f -> f.prefix(""))
                .noncurrentVersionTransitions(t -> t.noncurrentDays(30).storageClass(TransitionStorageClass.GLACIER)))));
        assertEquals(List.of("kept"), configuration(bucket).rules().stream().map(LifecycleRule::id).toList());
    }

    @Test
    void rulesThatDoNotFitWhereTheyAreKeptAreRefused() {
        String bucket = bucket();
        LifecycleRule[] long1000 = IntStream.range(0, 1000)
                .mapToObj(i -> expiring(null, base64(bytes(750, i)), 1))
                .toArray(LifecycleRule[]::new);

        assertRefused(400, "MaxMessageLengthExceeded", () -> configure(bucket, long1000));
        configure(bucket, Arrays.copyOf(long1000, 400));
        assertEquals(400, configuration(bucket).rules().size());
    }

    @Test
    void theDocumentMustBeSummed() {
        String bucket = bucket();
        String rule = "<Rule><ID>r</ID><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>";
        byte[] document = ("<LifecycleConfiguration>" + rule + "</LifecycleConfiguration>").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> unsummed = raw("PUT", "/" + bucket + "?lifecycle").body(document).signed().send();
        assertEquals(400, unsummed.statusCode());
        assertTrue(unsummed.body().contains("<Code>InvalidRequest</Code>"), unsummed::body);

        HttpResponse<String> summed = raw("PUT", "/" + bucket + "?lifecycle").header("Content-MD5", base64(DigestUtils.md5(document)))
                .body(document).signed().send();
        assertEquals(200, summed.statusCode(), summed::body);
        HttpResponse<String> read = raw("GET", "/" + bucket + "?lifecycle").signed().send();
        assertTrue(read.body().contains(rule), read::body);
    }

    @Test
    void nobodyElseMayReadOrChangeTheRules() {
        String bucket = bucket();
        configure(bucket, expiring("r", "", 1));

        assertRefused(403, "AccessDenied", () -> other.getBucketLifecycleConfiguration(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.deleteBucketLifecycle(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.putBucketLifecycleConfiguration(
                r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(expiring("r", "", 1)))));
        assertEquals(1, configuration(bucket).rules().size());
    }

    @Test
    void answersSayWhenAnObjectExpires() {
        String bucket = bucket();
        configure(bucket, expiring("a rule of mine", "days1/", 1), expiring("later", "days1/", 9));
        Instant before = Instant.now();

        assertExpires(before, 1, "a rule of mine", put(bucket, "days1/key", "text").expiration());
        assertExpires(before, 1, "a rule of mine", get(bucket, "days1/key").response().expiration());
        assertExpires(before, 1, "a rule of mine", s3.headObject(r -> r.bucket(bucket).key("days1/key")).expiration());
        assertExpires(before, 1, "a rule of mine", s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("days1/key")
                .destinationBucket(bucket).destinationKey("days1/copy")).expiration());
        Multipart upload = Multipart.begin(s3, bucket, "days1/parts");
        upload.part(1, bytes(1000, 1));
        assertExpires(before, 1, "a rule of mine", upload.complete().expiration());

        assertNull(put(bucket, "days2/key", "text").expiration());
        assertNull(s3.headObject(r -> r.bucket(bucket).key("days2/key")).expiration());
    }

    @Test
    void anExpiryFollowsTagsAndRules() {
        String bucket = bucket();
        Tag tag = Tag.builder().key("key1").value("tag1").build();
        configure(bucket, rule("rule1", r -> r.filter(f -> f.tag(tag)).expiration(e -> e.days(1))));
        Instant before = Instant.now();
        assertNull(put(bucket, "key", "text").expiration());

        s3.putObjectTagging(r -> r.bucket(bucket).key("key").tagging(t -> t.tagSet(tag, Tag.builder().key("key5").value("tag5").build())));
        assertExpires(before, 1, "rule1", s3.headObject(r -> r.bucket(bucket).key("key")).expiration());

        configure(bucket, rule("rule1", r -> r.expiration(e -> e.days(1)).filter(f -> f.tag(tag.toBuilder().key("key2").build()))));
        assertNull(s3.headObject(r -> r.bucket(bucket).key("key")).expiration());
    }

    @Test
    void aRuleIdThatNoHeaderCarriesIsEncoded() {
        String bucket = bucket();
        configure(bucket, expiring("r\u00e8gle \"1\"\n", "", 1));

        assertExpires(Instant.now(), 1, "r%C3%A8gle%20%221%22%0A", put(bucket, "key", "text").expiration());
    }

    @Test
    void answersSayWhenAnUploadIsAborted() {
        String bucket = bucket();
        configure(bucket, rule("old uploads", r -> r.filter(f -> f.prefix("a/"))
                .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(2))));
        Instant before = Instant.now();

        CreateMultipartUploadResponse begun = s3.createMultipartUpload(r -> r.bucket(bucket).key("a/key"));
        ListPartsResponse listed = s3.listParts(r -> r.bucket(bucket).key("a/key").uploadId(begun.uploadId()));
        assertEquals("old uploads", begun.abortRuleId());
        assertEquals(begun.abortDate(), listed.abortDate());
        assertEquals(begun.abortRuleId(), listed.abortRuleId());
        Instant expected = midnightAfter(before, 2);
        assertTrue(begun.abortDate().equals(expected) || begun.abortDate().equals(expected.plus(Duration.ofDays(1))));
        assertNull(s3.createMultipartUpload(r -> r.bucket(bucket).key("b/key")).abortDate());
    }
}
