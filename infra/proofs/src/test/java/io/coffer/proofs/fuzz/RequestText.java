package io.coffer.proofs.fuzz;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.S3Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A request as text: a line with method and target, lines with headers, an empty line, the body. Lines end with a line feed alone. What a
 * server refuses by itself as no HTTP is no request.
 */
final class RequestText {

    private RequestText() {}

    static Optional<S3Request> read(byte[] text) {
        int end = end(text);
        byte[] body = end == text.length ? new byte[0] : Arrays.copyOfRange(text, end + 2, text.length);
        String[] lines = new String(text, 0, end, StandardCharsets.ISO_8859_1).split("\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length != 2 || first[0].isEmpty() || !first[1].startsWith("/") || hasControls(first[1])) {
            return Optional.empty();
        }
        S3Headers headers = new S3Headers();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || hasControls(line)) {
                return Optional.empty();
            }
            headers.add(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        if (!headers.has("host")) {
            headers.set("host", "localhost");
        }
        if (!headers.has("content-length")) {
            headers.set("content-length", String.valueOf(body.length));
        }
        int mark = first[1].indexOf('?');
        String path = mark < 0 ? first[1] : first[1].substring(0, mark);
        String query = mark < 0 ? null : first[1].substring(mark + 1);
        return Optional.of(new S3Request(first[0], path, query, headers, new QueryParameters(query), new ByteArrayInputStream(body), false,
                "127.0.0.1"));
    }

    private static int end(byte[] text) {
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\n' && text[i + 1] == '\n') {
                return i;
            }
        }
        return text.length;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
    }
}
