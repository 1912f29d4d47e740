package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MFADelete;

@OneGatewayStyle
@OnStandIns
final class PutBucketVersioningIT extends S3ClientTest {

    @Test
    void theStateIsTold() {
        String bucket = bucket();
        assertNull(s3.getBucketVersioning(r -> r.bucket(bucket)).status());
        versioning(bucket, BucketVersioningStatus.ENABLED);
        assertEquals(BucketVersioningStatus.ENABLED, s3.getBucketVersioning(r -> r.bucket(bucket)).status());
        versioning(bucket, BucketVersioningStatus.SUSPENDED);
        assertEquals(BucketVersioningStatus.SUSPENDED, s3.getBucketVersioning(r -> r.bucket(bucket)).status());
    }

    @Test
    void mfaDeleteAndNonsenseAreRefused() {
        String bucket = bucket();
        assertRefused(501, "NotImplemented", () -> s3.putBucketVersioning(r -> r.bucket(bucket)
                .versioningConfiguration(c -> c.status("Enabled").mfaDelete(MFADelete.ENABLED))));
        assertRefused(400, "MalformedXML", () -> s3.putBucketVersioning(r -> r.bucket(bucket)
                .versioningConfiguration(c -> c.status("Sometimes"))));
        assertRefused(400, "IllegalVersioningConfigurationException", () -> s3.putBucketVersioning(r -> r.bucket(bucket)
                .versioningConfiguration(c -> {})));
        assertNull(s3.getBucketVersioning(r -> r.bucket(bucket)).status());
    }
}
