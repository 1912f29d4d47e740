package io.coffer.proofs.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coffer.proofs.wire.Installation;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * Whole requests of any bytes, sent to an installation with a bucket in which everybody may do everything: none is answered with an error
 * of the server. In a usual run, what is kept beside the tests is sent again. {@code JAZZER_FUZZ=1} looks for more, for one method at a
 * time.
 */
class RequestsFuzzTest {

    private static final String FORM = "POST /open\ncontent-type: multipart/form-data; boundary=b";

    @FuzzTest(maxDuration = "3m")
    void request(byte[] text) {
        OpenBucket.send(text);
    }

    /** Lines: the query, the Authorization header, its date, the hash of the content. */
    @FuzzTest(maxDuration = "3m")
    void signature(byte[] text) {
        String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (lines.length >= 4) {
            OpenBucket.send("GET /open/key?" + lines[0] + "\nauthorization:" + lines[1] + "\nx-amz-date:" + lines[2]
                    + "\nx-amz-content-sha256:" + lines[3], new byte[0]);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void chunks(byte[] body) {
        String head = "PUT /open/new\ncontent-encoding: aws-chunked\nx-amz-decoded-content-length: 20\nx-amz-trailer: x-amz-checksum-crc32"
                + "\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        OpenBucket.send(head, body);
    }

    @FuzzTest(maxDuration = "3m")
    void form(byte[] body) {
        OpenBucket.send(FORM, body);
    }

    @FuzzTest(maxDuration = "3m")
    void formPolicy(byte[] policy) throws GeneralSecurityException {
        OpenBucket.send(FORM, signed(policy));
    }

    /** A form that is refused before its policy is read would look for nothing. */
    @Test
    void thePolicyOfASignedFormDecides() throws GeneralSecurityException {
        String policy = "{\"expiration\": \"2026-01-02T00:00:00Z\", \"conditions\": [{\"bucket\": \"open\"}, {\"key\": \"%s\"},"
                + " [\"starts-with\", \"$x-amz-algorithm\", \"\"], [\"starts-with\", \"$x-amz-credential\", \"\"],"
                + " [\"starts-with\", \"$x-amz-date\", \"\"]]}";
        assertEquals(204, status(policy.formatted("new")));
        assertEquals(403, status(policy.formatted("old")));
    }

    private static int status(String policy) throws GeneralSecurityException {
        return OpenBucket.send(FORM, signed(policy.getBytes(StandardCharsets.UTF_8))).orElseThrow().status();
    }

    private static byte[] signed(byte[] policy) throws GeneralSecurityException {
        String scope = "20260101/" + Installation.REGION + "/s3/aws4_request";
        byte[] key = ("AWS4" + Installation.SECRET_KEY).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        String encoded = Base64.getEncoder().encodeToString(policy);
        String form = field("key", "new") + field("x-amz-algorithm", "AWS4-HMAC-SHA256")
                + field("x-amz-credential", Installation.ACCESS_KEY + "/" + scope) + field("x-amz-date", "20260101T000000Z")
                + field("policy", encoded) + field("x-amz-signature", HexFormat.of().formatHex(hmac(key, encoded)))
                + field("file", "bytes") + "--b--\r\n";
        return form.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
