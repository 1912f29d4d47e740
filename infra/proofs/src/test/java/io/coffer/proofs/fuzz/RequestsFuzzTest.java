package io.coffer.proofs.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coffer.proofs.wire.Installation;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whole requests of any bytes, sent to an installation with a bucket in which everybody may do everything: none is answered with an error
 * of the server. In a usual run, what is kept beside the tests is sent again. {@code JAZZER_FUZZ=1} looks for more, for one method at a time.
 */
class RequestsFuzzTest {

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
        OpenBucket.send("POST /open\ncontent-type: multipart/form-data; boundary=b", body);
    }

    @FuzzTest(maxDuration = "3m")
    void formPolicy(byte[] policy) throws GeneralSecurityException {
        String encoded = Base64.getEncoder().encodeToString(policy);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(Installation.SECRET_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(encoded.getBytes(StandardCharsets.UTF_8)));
        String form = field("key", "new") + field("AWSAccessKeyId", Installation.ACCESS_KEY) + field("policy", encoded)
                + field("signature", signature) + field("file", "bytes") + "--b--\r\n";
        OpenBucket.send("POST /open\ncontent-type: multipart/form-data; boundary=b", form.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
