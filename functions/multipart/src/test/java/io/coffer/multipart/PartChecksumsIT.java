package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.endpoints.NotAtGateway;
import io.coffer.endpoints.OneStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The checksums of uploads in parts, on requests as they stand. */
@OneStyle
@NotAtGateway
final class PartChecksumsIT extends S3ClientTest {

    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>(.*)</UploadId>");
    private static final byte[] LAST = "123456789".getBytes(StandardCharsets.US_ASCII);

    private String bucket;
    private byte[] first;

    @BeforeEach
    void makeBucket() {
        bucket = bucket();
        first = bytes(minPart, 1);
    }

    private static String value(ChecksumAlgorithm algorithm, byte[]... pieces) {
        return base64(digest(algorithm, pieces));
    }

    private String begin(ChecksumAlgorithm algorithm, ChecksumType type) {
        RawRequest request = raw("POST", "/" + bucket + "/key?uploads");
        if (algorithm != null) {
            request.header("x-amz-checksum-algorithm", algorithm.name()).header("x-amz-checksum-type", type.name());
        }
        HttpResponse<String> begun = request.signed().send();
        assertEquals(200, begun.statusCode(), begun::body);
        assertEquals(algorithm == null ? null : algorithm.name(), header(begun, "x-amz-checksum-algorithm"));
        assertEquals(algorithm == null ? null : type.name(), header(begun, "x-amz-checksum-type"));
        Matcher id = UPLOAD_ID.matcher(begun.body());
        assertTrue(id.find(), begun::body);
        return id.group(1);
    }

    private RawRequest part(String uploadId, int number, byte[] bytes) {
        return raw("PUT", "/" + bucket + "/key?partNumber=" + number + "&uploadId=" + uploadId).body(bytes);
    }

    private static HttpResponse<String> stored(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer::body);
        return answer;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static String element(ChecksumAlgorithm algorithm, String value) {
        return "<Checksum" + algorithm + ">" + value + "</Checksum" + algorithm + ">";
    }

    private static String named(int number, HttpResponse<?> part, String checksums) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + header(part, "etag") + "</ETag>" + checksums + "</Part>";
    }

    private RawRequest completion(String uploadId, String... parts) {
        String document = "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>";
        return raw("POST", "/" + bucket + "/key?uploadId=" + uploadId).body(document.getBytes(StandardCharsets.US_ASCII));
    }

    private void assertRefusal(String code, String message, HttpResponse<String> answer) {
        assertEquals(400, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
        assertTrue(answer.body().contains("<Message>" + message + "</Message>"), answer::body);
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("key")));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CRC64NVME")
    void aCompositeChecksumIsVerifiedKeptAndReturned(ChecksumAlgorithm algorithm) {
        String uploadId = begin(algorithm, ChecksumType.COMPOSITE);
        String ofFirst = value(algorithm, first);
        String ofLast = value(algorithm, LAST);
        HttpResponse<String> one = stored(part(uploadId, 1, first).header(algorithm.header(), ofFirst).signed().send());
        HttpResponse<String> two = stored(part(uploadId, 2, LAST).header("x-amz-trailer", algorithm.header())
                .header(algorithm.header(), ofLast).signedInChunks().send());
        assertEquals(ofFirst, header(one, algorithm.header()));
        assertEquals(ofLast, header(two, algorithm.header()));
        assertRefusal("BadDigest", "The " + algorithm + " you specified did not match the calculated checksum.",
                part(uploadId, 2, LAST).header(algorithm.header(), ofFirst).signed().send());

        String listed = raw("GET", "/" + bucket + "/key?uploadId=" + uploadId).signed().send().body();
        assertTrue(listed.contains("<ChecksumAlgorithm>" + algorithm + "</ChecksumAlgorithm>"), listed);
        assertTrue(listed.contains(element(algorithm, ofFirst)) && listed.contains(element(algorithm, ofLast)), listed);
        String uploads = raw("GET", "/" + bucket + "?uploads").signed().send().body();
        assertTrue(uploads.contains("<ChecksumAlgorithm>" + algorithm + "</ChecksumAlgorithm>"), uploads);

        String ofParts = value(algorithm, digest(algorithm, first), digest(algorithm, LAST));
        HttpResponse<String> completed = completion(uploadId, named(1, one, element(algorithm, ofFirst)),
                named(2, two, element(algorithm, ofLast))).header(algorithm.header(), ofParts + "-2").signed().send();
        assertEquals(200, completed.statusCode(), completed::body);
        assertTrue(completed.body().contains(element(algorithm, ofParts + "-2")), completed::body);
        assertTrue(completed.body().contains("<ChecksumType>COMPOSITE</ChecksumType>"), completed::body);
        HttpResponse<String> head = raw("HEAD", "/" + bucket + "/key").header("x-amz-checksum-mode", "ENABLED").signed().send();
        assertEquals(ofParts + "-2", header(head, algorithm.header()));
        assertEquals("COMPOSITE", header(head, "x-amz-checksum-type"));
        String attributes = raw("GET", "/" + bucket + "/key?attributes").header("x-amz-object-attributes", "Checksum,ObjectParts")
                .signed().send().body();
        assertTrue(attributes.contains(element(algorithm, ofParts)), attributes);
        assertTrue(attributes.contains(element(algorithm, ofFirst)) && attributes.contains(element(algorithm, ofLast)), attributes);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHA1", "SHA256", "SHA512", "MD5", "XXHASH64", "XXHASH3", "XXHASH128"})
    void noneButCrcsAreOfTheWholeObject(ChecksumAlgorithm algorithm) {
        HttpResponse<String> refused = raw("POST", "/" + bucket + "/key?uploads").header("x-amz-checksum-algorithm", algorithm.name())
                .header("x-amz-checksum-type", "FULL_OBJECT").signed().send();
        assertRefusal("InvalidRequest", "The FULL_OBJECT checksum type cannot be used with the " + algorithm.name().toLowerCase()
                + " checksum algorithm.", refused);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "SHA256", "XXHASH128"})
    void aPartOfACompositeUploadMustHaveItsChecksum(ChecksumAlgorithm algorithm) {
        String uploadId = begin(algorithm, ChecksumType.COMPOSITE);
        String expected = "Checksum Type mismatch occurred, expected checksum Type: " + algorithm.name().toLowerCase();
        assertRefusal("InvalidRequest", expected + ", actual checksum Type: null", part(uploadId, 1, LAST).signed().send());
        assertRefusal("InvalidRequest", expected + ", actual checksum Type: sha512", part(uploadId, 1, LAST)
                .header("x-amz-checksum-sha512", value(ChecksumAlgorithm.SHA512, LAST)).signed().send());
        assertTrue(s3.listParts(r -> r.bucket(bucket).key("key").uploadId(uploadId)).parts().isEmpty());
    }

    @Test
    void completionOfACompositeUploadMustHaveThePartsChecksums() {
        String uploadId = begin(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);
        String sum = value(ChecksumAlgorithm.SHA256, LAST);
        HttpResponse<String> one = stored(part(uploadId, 1, LAST).header("x-amz-checksum-sha256", sum).signed().send());
        String right = element(ChecksumAlgorithm.SHA256, sum);
        String otherAlgorithm = element(ChecksumAlgorithm.SHA512, value(ChecksumAlgorithm.SHA512, LAST));
        assertRefusal("InvalidRequest", "The upload was created using a sha256 checksum. The complete request must include the checksum for"
                + " each part. It was missing for part 1 in the request.", completion(uploadId, named(1, one, "")).signed().send());
        assertRefusal("BadDigest", "The sha512 you specified for part 1 did not match what we received.",
                completion(uploadId, named(1, one, otherAlgorithm)).signed().send());
        HttpResponse<String> several = completion(uploadId, named(1, one, right + otherAlgorithm)).signed().send();
        assertRefusal("InvalidArgument", "Invalid Base64 or multiple checksums present in request", several);
        HttpResponse<String> broken = completion(uploadId, named(1, one, element(ChecksumAlgorithm.SHA256, "YWJj"))).signed().send();
        assertRefusal("InvalidArgument", "Invalid Base64 or multiple checksums present in request", broken);
        assertTrue(broken.body().contains("<ArgumentName>Checksum</ArgumentName><ArgumentValue>SHA256:YWJj;</ArgumentValue>"),
                broken::body);
        String ofOther = element(ChecksumAlgorithm.SHA256, value(ChecksumAlgorithm.SHA256, first));
        HttpResponse<String> wrong = completion(uploadId, named(1, one, ofOther)).signed().send();
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("<Code>InvalidPart</Code>"), wrong::body);
        assertEquals(200, completion(uploadId, named(1, one, right)).signed().send().statusCode());
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void aFullObjectUploadNeedsNoPartsChecksums(ChecksumAlgorithm algorithm) {
        String uploadId = begin(algorithm, ChecksumType.FULL_OBJECT);
        HttpResponse<String> one = stored(part(uploadId, 1, first).signed().send());
        assertEquals(value(algorithm, first), header(one, algorithm.header()));
        HttpResponse<String> two = stored(part(uploadId, 2, LAST).signed().send());
        String whole = value(algorithm, first, LAST);
        assertRefusal("BadDigest", "The " + algorithm.name().toLowerCase() + " you specified did not match the calculated checksum.",
                completion(uploadId, named(1, one, ""), named(2, two, "")).header(algorithm.header(), value(algorithm, LAST))
                        .signed().send());
        HttpResponse<String> completed = completion(uploadId, named(1, one, ""), named(2, two, ""))
                .header(algorithm.header(), whole).header("x-amz-checksum-type", "FULL_OBJECT").signed().send();
        assertEquals(200, completed.statusCode(), completed::body);
        assertTrue(completed.body().contains(element(algorithm, whole)), completed::body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x-amz-checksum-sha512  | sha512 of the parts | BadDigest      | The sha256 you specified did not match the calculated checksum.",
        "x-amz-checksum-sha256  | sha256 of the bytes | BadDigest      | The sha256 you specified did not match the calculated checksum.",
        "x-amz-checksum-sha256  | of two parts        | BadDigest      | The sha256 you specified did not match the calculated checksum.",
        "x-amz-checksum-sha256  | YWJj                | InvalidRequest | Value for x-amz-checksum-sha256 header is invalid.",
        "x-amz-checksum-type    | FULL_OBJECT         | InvalidRequest | The upload was created using the COMPOSITE checksum mode. The"
                + " complete request must use the same checksum mode.",
    })
    void aWrongChecksumOfTheWholeCompletesNothing(String header, String value, String code, String message) {
        String uploadId = begin(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);
        String sum = value(ChecksumAlgorithm.SHA256, LAST);
        String ofParts = value(ChecksumAlgorithm.SHA256, digest(ChecksumAlgorithm.SHA256, LAST));
        HttpResponse<String> one = stored(part(uploadId, 1, LAST).header("x-amz-checksum-sha256", sum).signed().send());
        String named = named(1, one, element(ChecksumAlgorithm.SHA256, sum));
        String sent = switch (value) {
            case "sha512 of the parts" -> value(ChecksumAlgorithm.SHA512, digest(ChecksumAlgorithm.SHA512, LAST));
            case "sha256 of the bytes" -> sum;
            case "of two parts" -> ofParts + "-2";
            default -> value;
        };
        assertRefusal(code, message, completion(uploadId, named).header(header, sent).signed().send());
        assertEquals(200, completion(uploadId, named).header("x-amz-checksum-sha256", ofParts).signed().send().statusCode());
        HttpResponse<String> again = completion(uploadId, named).header("x-amz-checksum-sha256", sum).signed().send();
        assertEquals(400, again.statusCode(), again::body);
        assertEquals(200, completion(uploadId, named).header("x-amz-checksum-sha256", ofParts + "-1").signed().send().statusCode());
    }

    @Test
    void anUploadWithoutAnAlgorithmHasNoPartsChecksums() {
        String uploadId = begin(null, null);
        String sum = value(ChecksumAlgorithm.SHA512, LAST);
        HttpResponse<String> one = stored(part(uploadId, 1, LAST).header("x-amz-checksum-sha512", sum).signed().send());
        assertNull(header(one, "x-amz-checksum-sha512"));
        HttpResponse<String> withSum = completion(uploadId, named(1, one, element(ChecksumAlgorithm.SHA512, sum))).signed().send();
        assertTrue(withSum.body().contains("<Code>InvalidPart</Code>"), withSum::body);
        for (ChecksumAlgorithm algorithm : new ChecksumAlgorithm[] {ChecksumAlgorithm.SHA512, ChecksumAlgorithm.SHA256}) {
            assertRefusal("InvalidRequest", "Checksum Type mismatch occurred, expected checksum Type: null, actual checksum Type: "
                    + algorithm.name().toLowerCase(), completion(uploadId, named(1, one, ""))
                    .header(algorithm.header(), value(algorithm, LAST)).signed().send());
        }
        assertEquals(200, completion(uploadId, named(1, one, "")).signed().send().statusCode());
    }

    @Test
    void aCopiedPartOfACompositeUploadGetsItsChecksum() {
        put(bucket, "source", LAST);
        String uploadId = begin(ChecksumAlgorithm.XXHASH3, ChecksumType.COMPOSITE);
        HttpResponse<String> copied = raw("PUT", "/" + bucket + "/key?partNumber=1&uploadId=" + uploadId)
                .header("x-amz-copy-source", "/" + bucket + "/source").signed().send();
        assertTrue(copied.body().contains("<ChecksumXXHASH3>ctyxi2ehff8=</ChecksumXXHASH3>"), copied::body);
        String etag = s3.listParts(r -> r.bucket(bucket).key("key").uploadId(uploadId)).parts().get(0).eTag();
        String named = "<Part><PartNumber>1</PartNumber><ETag>" + etag + "</ETag><ChecksumXXHASH3>ctyxi2ehff8=</ChecksumXXHASH3></Part>";
        HttpResponse<String> completed = completion(uploadId, named).signed().send();
        assertTrue(completed.body().contains("<ChecksumXXHASH3>ksPmtVIgSbU=-1</ChecksumXXHASH3>"), completed::body);
    }

    /** The body of a completion has digests of its own beside the object's. */
    @Test
    void theDocumentOfACompletionIsVerifiedToo() {
        String uploadId = begin(null, null);
        HttpResponse<String> one = stored(part(uploadId, 1, LAST).signed().send());
        String ofOther = value(ChecksumAlgorithm.MD5, LAST);
        assertRefusal("BadDigest", "The Content-MD5 you specified did not match what we received.",
                completion(uploadId, named(1, one, "")).header("Content-MD5", ofOther).signed().send());
        assertRefusal("BadDigest", "The MD5 you specified did not match the calculated checksum.", completion(uploadId, named(1, one, ""))
                .header("x-amz-trailer", "x-amz-checksum-md5").header("x-amz-checksum-md5", ofOther).signedInChunks().send());
    }
}
