package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.coffer.endpoints.S3ClientTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

final class PutBucketEncryptionIT extends S3ClientTest {

    @Test
    void encryptionWithOurKeysComesBack() {
        String bucket = bucket();
        s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(
                rule -> rule.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("AES256")))));
        ServerSideEncryptionRule rule =
                s3.getBucketEncryption(r -> r.bucket(bucket)).serverSideEncryptionConfiguration().rules().get(0);
        assertEquals(ServerSideEncryption.AES256, rule.applyServerSideEncryptionByDefault().sseAlgorithm());
        assertFalse(rule.bucketKeyEnabled());
        assertRefused(501, "NotImplemented", () -> s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(
                c -> c.rules(kms -> kms.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("aws:kms"))))));
        assertRefused(400, "MalformedXML", () -> s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(
                c -> c.rules(other -> other.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("ROT13"))))));
        assertRefused(400, "InvalidArgument", () -> s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(
                c -> c.rules(key -> key.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("AES256").kmsMasterKeyID("key"))))));
        assertEquals(1, s3.getBucketEncryption(r -> r.bucket(bucket)).serverSideEncryptionConfiguration().rules().size());
        s3.deleteBucketEncryption(r -> r.bucket(bucket));
        assertRefused(404, "ServerSideEncryptionConfigurationNotFoundError", () -> s3.getBucketEncryption(r -> r.bucket(bucket)));
    }
}
