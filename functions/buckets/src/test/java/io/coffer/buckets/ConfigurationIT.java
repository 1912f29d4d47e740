package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.BucketAccelerateStatus;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.Tag;

final class ConfigurationIT extends S3ClientTest {

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void putTags(String bucket, Tag... tags) {
        s3.putBucketTagging(r -> r.bucket(bucket).tagging(t -> t.tagSet(tags)));
    }

    @Test
    void aNewBucketHasNoConfiguration() {
        String bucket = bucket();
        assertEquals(1, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
        assertNull(s3.getBucketVersioning(r -> r.bucket(bucket)).status());
        assertNull(s3.getBucketLogging(r -> r.bucket(bucket)).loggingEnabled());
        assertEquals(Payer.BUCKET_OWNER, s3.getBucketRequestPayment(r -> r.bucket(bucket)).payer());
        assertNull(s3.getBucketAccelerateConfiguration(r -> r.bucket(bucket)).status());
        assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket(bucket)));
        assertRefused(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(r -> r.bucket(bucket)));
        assertRefused(404, "NoSuchWebsiteConfiguration", () -> s3.getBucketWebsite(r -> r.bucket(bucket)));
        assertRefused(404, "ReplicationConfigurationNotFoundError", () -> s3.getBucketReplication(r -> r.bucket(bucket)));
        assertRefused(404, "ObjectLockConfigurationNotFoundError", () -> s3.getObjectLockConfiguration(r -> r.bucket(bucket)));
        assertRefused(404, "ServerSideEncryptionConfigurationNotFoundError", () -> s3.getBucketEncryption(r -> r.bucket(bucket)));
        GetBucketNotificationConfigurationResponse notification = s3.getBucketNotificationConfiguration(r -> r.bucket(bucket));
        assertTrue(notification.topicConfigurations().isEmpty());
        assertTrue(notification.queueConfigurations().isEmpty());
        assertTrue(notification.lambdaFunctionConfigurations().isEmpty());
        assertNull(notification.eventBridgeConfiguration());
    }

    @Test
    void analyticsInventoryMetricsAndTieringConfigurationsAreNeverThere() {
        String bucket = bucket();
        assertFalse(s3.listBucketAnalyticsConfigurations(r -> r.bucket(bucket)).isTruncated());
        assertFalse(s3.listBucketInventoryConfigurations(r -> r.bucket(bucket)).isTruncated());
        assertFalse(s3.listBucketMetricsConfigurations(r -> r.bucket(bucket)).isTruncated());
        assertFalse(s3.listBucketIntelligentTieringConfigurations(r -> r.bucket(bucket)).isTruncated());
        assertTrue(s3.listBucketMetricsConfigurations(r -> r.bucket(bucket)).metricsConfigurationList().isEmpty());
        assertRefused(404, "NoSuchConfiguration", () -> s3.getBucketAnalyticsConfiguration(r -> r.bucket(bucket).id("x")));
        assertRefused(404, "NoSuchConfiguration", () -> s3.getBucketInventoryConfiguration(r -> r.bucket(bucket).id("x")));
        assertRefused(404, "NoSuchConfiguration", () -> s3.getBucketMetricsConfiguration(r -> r.bucket(bucket).id("x")));
        assertRefused(404, "NoSuchConfiguration", () -> s3.getBucketIntelligentTieringConfiguration(r -> r.bucket(bucket).id("x")));
        assertRefused(404, "NoSuchConfiguration", () -> s3.deleteBucketAnalyticsConfiguration(r -> r.bucket(bucket).id("x")));
        assertRefused(404, "NoSuchConfiguration", () -> s3.deleteBucketInventoryConfiguration(r -> r.bucket(bucket).id("x")));
        assertRefused(404, "NoSuchConfiguration", () -> s3.deleteBucketMetricsConfiguration(r -> r.bucket(bucket).id("x")));
        assertRefused(404, "NoSuchConfiguration", () -> s3.deleteBucketIntelligentTieringConfiguration(r -> r.bucket(bucket).id("x")));
    }

    @Test
    void aConfigurationThatIsNotThereCanBeDeleted() {
        String bucket = bucket();
        assertEquals(204, s3.deleteBucketWebsite(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertEquals(204, s3.deleteBucketReplication(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertEquals(204, s3.deleteBucketTagging(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertEquals(204, s3.deleteBucketEncryption(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cors", "tagging", "encryption", "logging", "requestPayment", "accelerate", "notification", "website",
        "replication", "object-lock", "analytics", "inventory", "metrics", "intelligent-tiering", "metrics&id=x"})
    void aConfigurationOfABucketThatIsNotThereIsNoSuchBucket(String subresource) {
        HttpResponse<String> answer = raw("GET", "/" + bucketName() + "?" + subresource).signed().send();
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("<Code>NoSuchBucket</Code>"), answer::body);
    }

    @Test
    void onlyTheOwnerReadsAndWritesConfigurations() {
        String bucket = bucketName();
        s3.createBucket(r -> r.bucket(bucket).acl("public-read-write"));
        for (String subresource : List.of("cors", "tagging", "encryption", "logging", "website")) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                if (!subresource.equals("logging") || !method.equals("DELETE")) {
                    int status = raw(method, "/" + bucket + "?" + subresource).send().statusCode();
                    boolean denied = status == 403 || (subresource.equals("website") && status == 501);
                    assertTrue(denied, method + " " + subresource + " " + status);
                }
            }
        }
        s3.headBucket(r -> r.bucket(bucket));
    }

    @Test
    void putAcceptsTheValuesThatEachBucketHas() {
        String bucket = bucket();
        s3.putBucketLogging(r -> r.bucket(bucket).bucketLoggingStatus(l -> {}));
        s3.putBucketRequestPayment(r -> r.bucket(bucket).requestPaymentConfiguration(c -> c.payer(Payer.BUCKET_OWNER)));
        s3.putBucketNotificationConfiguration(r -> r.bucket(bucket).notificationConfiguration(n -> {}));
        s3.putBucketAccelerateConfiguration(r -> r.bucket(bucket).accelerateConfiguration(a -> a.status("Suspended")));
        assertEquals(BucketAccelerateStatus.SUSPENDED, s3.getBucketAccelerateConfiguration(r -> r.bucket(bucket)).status());
    }

    @Test
    void putRefusesLoggingRequesterPaysNotificationsAndOtherMissingFeatures() {
        String bucket = bucket();
        assertRefused(501, "NotImplemented", () -> s3.putBucketLogging(r -> r.bucket(bucket)
                .bucketLoggingStatus(l -> l.loggingEnabled(e -> e.targetBucket(bucket).targetPrefix("log/")))));
        assertRefused(501, "NotImplemented", () -> s3.putBucketRequestPayment(
                r -> r.bucket(bucket).requestPaymentConfiguration(c -> c.payer(Payer.REQUESTER))));
        assertRefused(501, "NotImplemented", () -> s3.putBucketNotificationConfiguration(r -> r.bucket(bucket).notificationConfiguration(
                n -> n.queueConfigurations(q -> q.queueArn("arn:aws:sqs:us-east-1:1:q").eventsWithStrings("s3:ObjectCreated:*")))));
        assertRefused(501, "NotImplemented", () -> s3.putBucketNotificationConfiguration(
                r -> r.bucket(bucket).notificationConfiguration(n -> n.eventBridgeConfiguration(e -> {}))));
        assertRefused(501, "NotImplemented", () -> s3.putBucketAccelerateConfiguration(
                r -> r.bucket(bucket).accelerateConfiguration(a -> a.status("Enabled"))));
        assertRefused(409, "InvalidBucketState", () -> s3.putObjectLockConfiguration(
                r -> r.bucket(bucket).objectLockConfiguration(c -> c.objectLockEnabled("Enabled"))));
        assertRefused(501, "NotImplemented", () -> s3.putBucketWebsite(
                r -> r.bucket(bucket).websiteConfiguration(w -> w.indexDocument(d -> d.suffix("index.html")))));
        assertRefused(501, "NotImplemented", () -> s3.putBucketMetricsConfiguration(
                r -> r.bucket(bucket).id("x").metricsConfiguration(m -> m.id("x"))));
    }

    @Test
    void aBucketMadeAgainHasNoneOfItsEarlierTagsAndCorsRules() {
        String bucket = bucket();
        putTags(bucket, tag("a", "1"));
        s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(u -> u.allowedMethods("GET").allowedOrigins("*"))));
        s3.deleteBucket(r -> r.bucket(bucket));
        s3.createBucket(r -> r.bucket(bucket));
        assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket(bucket)));
        assertRefused(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(r -> r.bucket(bucket)));
        assertEquals(403, raw("OPTIONS", "/" + bucket).header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "GET").send().statusCode());
    }

    @Test
    void retentionLegalHoldAndRestoreAreRefused() {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertRefused(400, "InvalidRequest", () -> s3.getObjectRetention(r -> r.bucket(bucket).key("key")));
        assertRefused(400, "InvalidRequest", () -> s3.putObjectRetention(r -> r.bucket(bucket).key("key")
                .retention(t -> t.mode("GOVERNANCE").retainUntilDate(Instant.parse("2030-01-01T00:00:00Z")))));
        assertRefused(400, "InvalidRequest", () -> s3.getObjectLegalHold(r -> r.bucket(bucket).key("key")));
        assertRefused(400, "InvalidRequest", () -> s3.putObjectLegalHold(r -> r.bucket(bucket).key("key").legalHold(h -> h.status("ON"))));
        assertRefused(400, "InvalidRequest", () -> put(r -> r.bucket(bucket).key("held").objectLockLegalHoldStatus("ON"), "value"));
        assertRefused(400, "InvalidRequest", () -> put(r -> r.bucket(bucket).key("held").objectLockMode("COMPLIANCE")
                .objectLockRetainUntilDate(Instant.parse("2030-01-01T00:00:00Z")), "value"));
        assertRefused(404, "NoSuchKey", () -> get(bucket, "held"));
        assertRefused(403, "InvalidObjectState", () -> s3.restoreObject(r -> r.bucket(bucket).key("key").restoreRequest(q -> q.days(1))));
        assertRefused(404, "NoSuchKey", () -> s3.restoreObject(r -> r.bucket(bucket).key("none").restoreRequest(q -> q.days(1))));
    }

    @ParameterizedTest
    @CsvSource({"cors, <Other/>", "tagging, <Tagging/>", "encryption, <ServerSideEncryptionConfiguration/>", "encryption, no xml",
        "requestPayment, <RequestPaymentConfiguration/>", "accelerate, <AccelerateConfiguration/>",
        "accelerate, <AccelerateConfiguration><Status>Off</Status></AccelerateConfiguration>", "notification, <BucketLoggingStatus/>",
        "logging, <BucketLoggingStatus><Other/></BucketLoggingStatus>"})
    void putRefusesTheDocumentOfAnotherOperation(String subresource, String document) {
        HttpResponse<String> answer = raw("PUT", "/" + bucket() + "?" + subresource)
                .body(document.getBytes(StandardCharsets.UTF_8)).signed().send();
        assertEquals(400, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>MalformedXML</Code>"), answer::body);
    }
}
