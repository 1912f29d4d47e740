package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.endpoints.NotAtGateway;
import io.coffer.endpoints.OneStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** All of S3's checksums on requests as they stand, since the SDK of these tests knows the older five alone. */
@OneStyle
@NotAtGateway
final class EveryChecksumIT extends S3ClientTest {

    private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

    /** What the specifications of the algorithms give for these nine bytes. */
    private static final Map<ChecksumAlgorithm, String> OF_CHECK = Map.of(
            ChecksumAlgorithm.CRC32, "y/Q5Jg==",
            ChecksumAlgorithm.CRC32C, "4waSgw==",
            ChecksumAlgorithm.CRC64NVME, "rosUhgp5mIg=",
            ChecksumAlgorithm.SHA1, "98O8HYCOBHMq32eZZczDTKeuNEE=",
            ChecksumAlgorithm.SHA256, "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
            ChecksumAlgorithm.SHA512, "2eZ2LdHI6vbWGzxhkvxAjU1tXxF20MKRabwk5xw/J0rSf81YEbMT1oH35V7ALXPUmclUVba1u1A6z1dPuo/+hQ==",
            ChecksumAlgorithm.MD5, "JfnnlDI7RTiF9RgfG2JNCw==",
            ChecksumAlgorithm.XXHASH64, "jLhB20DmroM=",
            ChecksumAlgorithm.XXHASH3, "ctyxi2ehff8=",
            ChecksumAlgorithm.XXHASH128, "MxGUd+3l3NXpcWQnaB1YYA==");

    private HttpResponse<String> head(String bucket, String key) {
        return raw("HEAD", "/" + bucket + "/" + key).header("x-amz-checksum-mode", "ENABLED").signed().send();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static void assertRefusal(String code, HttpResponse<String> answer) {
        assertEquals(400, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
    }

    private static void assertMessage(String code, String message, HttpResponse<String> answer) {
        assertRefusal(code, answer);
        assertTrue(answer.body().contains("<Message>" + message + "</Message>"), answer::body);
    }

    private List<String> keys(String bucket) {
        return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(S3Object::key).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aHeadersChecksumIsVerifiedKeptAndReturned(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        String value = OF_CHECK.get(algorithm);
        HttpResponse<String> put = raw("PUT", "/" + bucket + "/key").header(algorithm.header(), value).body(CHECK).signed().send();
        assertEquals(200, put.statusCode(), put::body);
        HttpResponse<String> got =
                raw("GET", "/" + bucket + "/key").header("x-amz-checksum-mode", "ENABLED").signed().send();
        for (HttpResponse<String> answer : List.of(put, got, head(bucket, "key"))) {
            assertEquals(value, header(answer, algorithm.header()));
            assertEquals("FULL_OBJECT", header(answer, "x-amz-checksum-type"));
        }
        String attributes = raw("GET", "/" + bucket + "/key?attributes").header("x-amz-object-attributes", "Checksum")
                .signed().send().body();
        assertTrue(attributes.contains("<Checksum" + algorithm + ">" + value + "</Checksum" + algorithm + ">"), attributes);
        for (String listing : List.of("?list-type=2", "", "?versions")) {
            String listed = raw("GET", "/" + bucket + listing).signed().send().body();
            assertTrue(listed.contains("<ChecksumAlgorithm>" + algorithm + "</ChecksumAlgorithm>"), listed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHeadersWrongChecksumStoresNothing(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        for (int length : new int[] {9, 200_000}) {
            assertMessage("BadDigest", "The " + algorithm + " you specified did not match the calculated checksum.",
                    raw("PUT", "/" + bucket + "/key").header(algorithm.header(), OF_CHECK.get(algorithm)).body(bytes(length, 1))
                            .signed().send());
        }
        String unpadded = OF_CHECK.get(algorithm).replace("=", "");
        assertMessage("InvalidRequest", "Value for " + algorithm.header() + " header is invalid.",
                raw("PUT", "/" + bucket + "/key").header(algorithm.header(), unpadded + "AAAA").body(CHECK).signed().send());
        assertEquals(List.of(), keys(bucket));
    }

    @ParameterizedTest
    @EnumSource
    void aTrailersChecksumIsVerifiedAndKept(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        HttpResponse<String> put = trailing(bucket, "key", algorithm, CHECK);
        assertEquals(200, put.statusCode(), put::body);
        assertEquals(OF_CHECK.get(algorithm), header(put, algorithm.header()));
        assertEquals(OF_CHECK.get(algorithm), header(head(bucket, "key"), algorithm.header()));
        assertRefusal("BadDigest", trailing(bucket, "small", algorithm, bytes(9, 1)));
        assertRefusal("BadDigest", trailing(bucket, "large", algorithm, bytes(200_000, 1)));
        assertEquals(List.of("key"), keys(bucket));
    }

    private HttpResponse<String> trailing(String bucket, String key, ChecksumAlgorithm algorithm, byte[] body) {
        return raw("PUT", "/" + bucket + "/" + key).header("x-amz-trailer", algorithm.header())
                .header("x-amz-sdk-checksum-algorithm", algorithm.name()).header(algorithm.header(), OF_CHECK.get(algorithm))
                .body(body).signedInChunks().send();
    }

    @ParameterizedTest
    @EnumSource
    void aCopyMayHaveAnyChecksum(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        put(bucket, "key", CHECK);
        HttpResponse<String> copied = raw("PUT", "/" + bucket + "/copy").header("x-amz-copy-source", "/" + bucket + "/key")
                .header("x-amz-checksum-algorithm", algorithm.name()).signed().send();
        assertEquals(200, copied.statusCode(), copied::body);
        String value = OF_CHECK.get(algorithm);
        assertTrue(copied.body().contains("<Checksum" + algorithm + ">" + value + "</Checksum" + algorithm + ">"), copied::body);
        assertEquals(value, header(head(bucket, "copy"), algorithm.header()));
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentsChecksumIsVerified(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        put(bucket, "key", "value");
        byte[] delete = "<Delete><Object><Key>key</Key></Object></Delete>".getBytes(StandardCharsets.US_ASCII);
        byte[] tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>".getBytes(StandardCharsets.US_ASCII);
        String wrong = OF_CHECK.get(algorithm);
        assertRefusal("BadDigest", raw("POST", "/" + bucket + "?delete").header(algorithm.header(), wrong).body(delete).signed().send());
        assertRefusal("BadDigest",
                raw("PUT", "/" + bucket + "/key?tagging").header(algorithm.header(), wrong).body(tagging).signed().send());
        assertEquals(List.of("key"), keys(bucket));
        assertTrue(s3.getObjectTagging(r -> r.bucket(bucket).key("key")).tagSet().isEmpty());
        assertEquals(200, raw("PUT", "/" + bucket + "/key?tagging").header(algorithm.header(), base64(digest(algorithm, tagging)))
                .body(tagging).signed().send().statusCode());
        assertEquals(200, raw("POST", "/" + bucket + "?delete").header(algorithm.header(), base64(digest(algorithm, delete)))
                .body(delete).signed().send().statusCode());
        assertEquals(List.of(), keys(bucket));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x-amz-checksum-crc16         | y/Q5Jg== | The algorithm type you specified in x-amz-checksum- header is invalid.",
        "x-amz-checksum-sha-512       | y/Q5Jg== | The algorithm type you specified in x-amz-checksum- header is invalid.",
        "x-amz-sdk-checksum-algorithm | CRC16    | Value for x-amz-sdk-checksum-algorithm header is invalid.",
        "x-amz-checksum-algorithm     | CRC16    | Checksum algorithm provided is unsupported. Please try again with any of the valid"
                + " types: [CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64]"
    })
    void anUnknownChecksumIsRefusedBeforeAnythingIsWritten(String header, String value, String message) {
        String bucket = bucket();
        put(bucket, "key", "before");
        String key = "/" + bucket + "/key";
        String copy = "/" + bucket + "/copy";
        for (RawRequest request : List.of(raw("PUT", key).body(CHECK), raw("PUT", copy).header("x-amz-copy-source", key),
                raw("POST", copy + "?uploads"), raw("DELETE", key), raw("PUT", key + "?tagging"), raw("PUT", "/" + bucket + "?acl"),
                raw("POST", key + "?uploadId=none").body(CHECK))) {
            assertMessage("InvalidRequest", message, request.header(header, value).signed().send());
        }
        assertEquals(List.of("key"), keys(bucket));
        assertEquals("before", text(bucket, "key"));
        assertTrue(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads().isEmpty());
        assertEquals("before", raw("GET", key).header(header, value).signed().send().body());
    }

    @Test
    void anUnknownTrailerIsRefused() {
        String bucket = bucket();
        assertRefusal("InvalidRequest", raw("PUT", "/" + bucket + "/key").header("x-amz-trailer", "x-amz-checksum-crc16")
                .header("x-amz-checksum-crc16", "y/Q5Jg==").body(CHECK).signedInChunks().send());
        assertEquals(List.of(), keys(bucket));
    }

    @Test
    void oneChecksumAtMostIsDeclared() {
        String bucket = bucket();
        assertMessage("InvalidRequest", "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
                raw("PUT", "/" + bucket + "/key").header("x-amz-checksum-xxhash3", "ctyxi2ehff8=")
                        .header("x-amz-checksum-crc32", "y/Q5Jg==").body(CHECK).signed().send());
        assertEquals(List.of(), keys(bucket));
    }
}
