package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@OnStandIns
@OneGatewayStyle
final class PartsOfObjectsIT extends S3ClientTest {

    private static final byte[] LAST = bytes(1000, 3);
    private byte[] firstPart;
    private byte[] secondPart;

    @BeforeEach
    void makeParts() {
        firstPart = bytes(minPart, 1);
        secondPart = bytes(minPart + 1, 2);
    }

    @Test
    void rangesReachAcrossParts() {
        String bucket = threeParts();
        byte[] whole = concat(firstPart, secondPart, LAST);
        int[][] ranges = {{0, 0}, {minPart - 1, minPart}, {minPart, minPart}, {100, whole.length - 100},
            {2 * minPart, 2 * minPart + 1}, {whole.length - 1, whole.length - 1}};
        for (int[] range : ranges) {
            byte[] got = get(r -> r.bucket(bucket).key("key").range("bytes=%d-%d".formatted(range[0], range[1]))).asByteArray();
            assertArrayEquals(Arrays.copyOfRange(whole, range[0], range[1] + 1), got);
        }
    }

    private String threeParts() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, firstPart);
        upload.part(5, secondPart);
        upload.part(9, LAST);
        upload.complete();
        return bucket;
    }

    @Test
    void partsCanBeReadOneByOne() {
        String bucket = threeParts();
        ResponseBytes<GetObjectResponse> second = get(r -> r.bucket(bucket).key("key").partNumber(2));
        assertArrayEquals(secondPart, second.asByteArray());
        assertEquals(3, second.response().partsCount());
        assertEquals(206, second.response().sdkHttpResponse().statusCode());
        assertEquals("bytes %d-%d/%d".formatted(minPart, 2 * minPart, 2 * minPart + 1001), second.response().contentRange());
        HeadObjectResponse last = s3.headObject(r -> r.bucket(bucket).key("key").partNumber(3));
        assertEquals(1000, last.contentLength());
        assertEquals(3, last.partsCount());
        assertRefused(416, "InvalidPartNumber", () -> get(r -> r.bucket(bucket).key("key").partNumber(4)));
        put(bucket, "plain", "value");
        assertEquals("value", get(r -> r.bucket(bucket).key("plain").partNumber(1)).asUtf8String());
        assertRefused(416, "InvalidPartNumber", () -> get(r -> r.bucket(bucket).key("plain").partNumber(2)));
    }
}
