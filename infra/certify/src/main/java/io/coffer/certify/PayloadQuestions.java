package io.coffer.certify;

import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** How much passes, and whether it passes unchanged. */
final class PayloadQuestions {

    private static final int MIB = 1 << 20;
    private static final List<Integer> SIZES = List.of(MIB, 4 * MIB, 9 * MIB / 2, 5 * MIB, 6 * MIB, 8 * MIB, 11 * MIB, 16 * MIB);

    private PayloadQuestions() {}

    static void ask(ProbedEndpoint at, Consumer<Finding> tell) {
        tell.accept(largestPut(at));
        tell.accept(largeGet(at));
        tell.accept(headLength(at));
        tell.accept(text(at));
        tell.accept(largeHeaders(at, 2000, "user metadata of 2,000 bytes, S3's limit being 2 KB"));
        tell.accept(largeHeaders(at, 9000, "headers of 9 KB, which S3 refuses by itself"));
    }

    private static Finding largestPut(ProbedEndpoint at) {
        int largest = 0;
        for (int size : SIZES) {
            Answer answer = at.send(at.object("PUT", "large").body(bytes(size)));
            if (answer.status() != 200) {
                return Finding.bad("the largest PUT", mib(largest) + " passes; at " + mib(size) + ": " + ProbedEndpoint.words(answer),
                        "larger objects and parts have to go to a streaming endpoint (StreamingImage), or CloudFront has to be in"
                                + " front of both (CloudFrontCertificateArn)");
            }
            largest = size;
        }
        return Finding.good("the largest PUT", mib(largest) + " passes, and more was not tried");
    }

    private static Finding largeGet(ProbedEndpoint at) {
        String question = "a GET of 11 MiB";
        Answer part = at.send(at.object("POST", "joined").with("uploads", ""));
        String upload = part.element("UploadId");
        if (upload.isEmpty()) {
            return Finding.bad(question, "CreateMultipartUpload: " + ProbedEndpoint.words(part),
                    "uploads in parts are not for this address; clients of them need the streaming endpoint");
        }
        StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
        for (int number = 1; number <= 2; number++) {
            Answer put = at.send(at.object("PUT", "joined").with("partNumber", number).with("uploadId", upload).body(bytes(11 * MIB / 2)));
            if (put.status() != 200) {
                at.send(at.object("DELETE", "joined").with("uploadId", upload));
                return Finding.bad(question, "UploadPart of 5.5 MiB: " + ProbedEndpoint.words(put), "no common client has smaller parts");
            }
            parts.append("<Part><PartNumber>").append(number).append("</PartNumber><ETag>")
                    .append(put.header("etag")).append("</ETag></Part>");
        }
        at.send(at.object("POST", "joined").with("uploadId", upload).document(parts + "</CompleteMultipartUpload>"));
        Answer get = at.send(at.object("GET", "joined"));
        if (get.status() == 307 || get.status() == 302) {
            Answer followed = at.sendUnsigned("GET", URI.create(get.header("location")), Map.of());
            return Finding.bad(question, get.status() + " to " + URI.create(get.header("location")).getHost() + ", followed: "
                    + ProbedEndpoint.words(followed), "curl, browsers, Go and rclone follow; the AWS CLI and most SDKs do not");
        }
        return Finding.of(question, ProbedEndpoint.words(get), get.status() == 200 && get.body().length == 11 * MIB,
                "large downloads need ranges of less, or the streaming endpoint (StreamingImage)");
    }

    private static Finding headLength(ProbedEndpoint at) {
        at.send(at.object("PUT", "five").body(bytes(5)));
        Answer head = at.send(at.object("HEAD", "five"));
        String length = head.header("content-length");
        return Finding.of("Content-Length of HEAD", "5 bytes: " + length, "5".equals(length),
                "clients believe that objects are empty: those that look before they download get nothing");
    }

    private static Finding text(ProbedEndpoint at) {
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        Answer put = at.send(at.object("PUT", "latin").header("Content-Type", "text/plain").body(latin));
        Answer get = at.send(at.object("GET", "latin"));
        return Finding.of("text that is not UTF-8", ProbedEndpoint.words(put), Arrays.equals(latin, get.body()),
                "bytes of bodies with the type text/* are changed on the way, or refused; clients have to send another type,"
                        + " or use the streaming endpoint (StreamingImage)");
    }

    private static Finding largeHeaders(ProbedEndpoint at, int size, String question) {
        Call call = at.object("PUT", "headers").header("x-amz-meta-long", "x".repeat(size)).body(bytes(1));
        Answer answer = at.send(call);
        boolean s3 = answer.status() == 200 || answer.code().equals("MetadataTooLarge");
        return Finding.of(question, ProbedEndpoint.words(answer), s3, "another than Coffer answers: clients get no document of S3");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0x9c);
        return bytes;
    }

    private static String mib(int size) {
        return String.format(Locale.ROOT, "%.1f MiB", size / (double) MIB);
    }
}
