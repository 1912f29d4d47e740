package io.coffer.certify;

import io.coffer.proofs.wire.Answer;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/** What is in an address beside the key, and what a range becomes: CloudFront and gateways may change both. */
final class AddressQuestions {

    private static final int SIZE = 1 << 20;
    private static final int FIRST = 600_000;
    private static final int LAST = 600_099;
    private static final String TYPE = "text/x-probe; charset=utf-8";

    private AddressQuestions() {}

    static void ask(ProbedEndpoint at, Consumer<Finding> tell) {
        byte[] body = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            body[i] = (byte) (i * 31 + (i >> 8));
        }
        at.send(at.object("PUT", "ranged").header("Content-Type", "application/octet-stream").body(body));
        tell.accept(range(at, body));
        tell.accept(presigned(at));
    }

    private static Finding range(ProbedEndpoint at, byte[] body) {
        Answer part = at.send(at.object("GET", "ranged").header("Range", "bytes=" + FIRST + "-" + LAST));
        boolean same = part.status() == 206 && Arrays.equals(Arrays.copyOfRange(body, FIRST, LAST + 1), part.body())
                && ("bytes " + FIRST + "-" + LAST + "/" + SIZE).equals(part.header("content-range"));
        return Finding.of("a range of an object", ProbedEndpoint.words(part) + ", " + part.body().length + " bytes", same,
                "downloads are not resumed, and clients that read in parts get other bytes: what is in front must not cache"
                        + " (CloudFront's policy CachingDisabled) and must pass the Range header");
    }

    private static Finding presigned(ProbedEndpoint at) {
        URI link = at.presigned("ranged", TYPE);
        Answer answer = at.sendUnsigned("GET", link, Map.of());
        return Finding.of("a presigned URL, with a parameter that the signature covers", ProbedEndpoint.words(answer),
                answer.status() == 200 && TYPE.equals(answer.header("content-type")),
                "links that are handed out fail: what is in front changes the query or drops parts of it; CloudFront needs the origin"
                        + " request policy AllViewer");
    }
}
