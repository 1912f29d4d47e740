package io.coffer.lambda;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request that a client sent, of the event that the gateway made of it. The gateway decodes the path, joins repeated headers, drops
 * some and decodes bodies it takes for text; what it leaves open is answered by several candidates, of which the signature chooses.
 */
final class EventRequest {

    private static final Pattern SIGNED_HEADERS = Pattern.compile("(?:^|[ ,&])(?:X-Amz-)?SignedHeaders=([^,&\\s]+)");
    private static final char REPLACEMENT = '\uFFFD';

    /** What the gateway adds to a request without a body; as the type of an object it would be a lie. */
    private static final String ADDED_CONTENT_TYPE = "text/plain; charset=utf-8";

    private final GatewayEvent event;
    private final byte[] body;

    /** @throws S3Exception if the gateway did not hand on the body as it was sent */
    EventRequest(GatewayEvent event) {
        this.event = event;
        this.body = body(event);
    }

    /**
     * What the client may have sent, the likeliest first; they differ in the path's and the headers' encoding alone. The bodies are
     * separate streams.
     */
    List<S3Request> candidates() {
        List<S3Request> candidates = new ArrayList<>();
        boolean functionUrl = event.domainName() != null && event.domainName().contains(".lambda-url.");
        String decoded = UriEncoding.encodePath(event.rawPath());
        List<String> paths = event.rawPath().indexOf('%') < 0
                ? List.of(decoded)
                : functionUrl ? List.of(event.rawPath(), decoded) : List.of(decoded, event.rawPath());
        boolean plain = event.headers().values().stream().allMatch(EventRequest::isAscii);
        for (String path : paths) {
            candidates.add(request(path, false));
            if (!plain) {
                candidates.add(request(path, true));
            }
        }
        return candidates;
    }

    /**
     * Whether the path may not be the one that was sent, so that without a signature to prove it nothing may be done under it: what is
     * percent-encoded still or no text at all was decoded once too little or too often.
     */
    boolean isPathUncertain() {
        return event.rawPath().indexOf('%') >= 0 || event.rawPath().indexOf(REPLACEMENT) >= 0;
    }

    /** The likeliest candidate: what a refusal speaks of. */
    static S3Request unread(GatewayEvent event) {
        return new S3Request(event.method(), UriEncoding.encodePath(event.rawPath()), event.rawQuery(),
                new S3Headers().set("host", String.valueOf(event.domainName())), new QueryParameters(event.rawQuery()),
                new ByteArrayInputStream(new byte[0]), true, event.sourceIp());
    }

    /** @param textIsUtf8 whether the gateway read the headers' bytes as UTF-8 rather than as Latin-1, as which the rest expects them */
    private S3Request request(String path, boolean textIsUtf8) {
        S3Headers headers = new S3Headers();
        event.headers().forEach((name, value) -> headers.add(name, textIsUtf8 || !isLatin1(value) ? utf8AsLatin1(value) : value));
        if (!event.cookies().isEmpty()) {
            headers.set("cookie", String.join("; ", event.cookies()));
        }
        if (!headers.has("host")) {
            headers.setIfPresent("host", event.domainName());
        }
        // The gateway has received the body whole, whatever way it was sent.
        if (!headers.has("content-length") && (body.length > 0 || event.method().equals("PUT") || event.method().equals("POST"))) {
            headers.set("content-length", String.valueOf(body.length));
        }
        List<String> signed = signedHeaders(headers);
        restoreSigned(headers, signed);
        dropAdded(headers, signed);
        return new S3Request(event.method(), path, event.rawQuery(), headers, new QueryParameters(event.rawQuery()),
                new ByteArrayInputStream(body), true, event.sourceIp());
    }

    /** Puts back what was signed and dropped on the way, where its value follows from the rest; the signature says whether it does. */
    private void restoreSigned(S3Headers headers, List<String> signed) {
        for (String name : signed) {
            if (!headers.has(name)) {
                headers.setIfPresent(name, switch (name) {
                    case "content-length" -> String.valueOf(body.length);
                    case "content-md5" -> isInQuery(name) ? null : md5(body);
                    case "expect" -> "100-continue";
                    case "transfer-encoding" -> "chunked";
                    case "accept-encoding" -> "identity";
                    case "connection" -> "keep-alive";
                    case "user-agent" -> event.userAgent();
                    default -> null;
                });
            }
        }
    }

    /** Whether a presigned address has a header of that name in its query, where it was not lost. */
    private boolean isInQuery(String name) {
        return event.rawQuery() != null && event.rawQuery().toLowerCase(Locale.ROOT).matches("(.*&)?" + name + "=.*");
    }

    /**
     * "API Gateway adds the Content-type header to your request if there is no payload and the Content-Length is 0."
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">API Gateway Developer
     *     Guide, important notes for HTTP APIs</a>
     */
    private void dropAdded(S3Headers headers, List<String> signed) {
        if (body.length == 0 && ADDED_CONTENT_TYPE.equals(headers.get("content-type")) && !signed.contains("content-type")) {
            headers.remove("content-type");
        }
    }

    private List<String> signedHeaders(S3Headers headers) {
        String place = headers.get("authorization") != null ? headers.get("authorization") : event.rawQuery();
        Matcher list = SIGNED_HEADERS.matcher(place == null ? "" : place);
        return list.find() ? Arrays.asList(list.group(1).replace("%3B", ";").toLowerCase(Locale.ROOT).split(";")) : List.of();
    }

    /**
     * The body's bytes. Of text the declared length says whether it was UTF-8 or Latin-1.
     *
     * @throws S3Exception InvalidRequest if it was neither: bytes are lost
     */
    private static byte[] body(GatewayEvent event) {
        if (event.binary() != null) {
            return event.binary();
        }
        if (event.text() == null) {
            return new byte[0];
        }
        byte[] utf8 = event.text().getBytes(StandardCharsets.UTF_8);
        String declared = event.headers().get("content-length");
        if (declared == null ? event.text().indexOf(REPLACEMENT) < 0 : declared.equals(String.valueOf(utf8.length))) {
            return utf8;
        }
        if (isLatin1(event.text()) && String.valueOf(event.text().length()).equals(declared)) {
            return event.text().getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The API gateway before this endpoint reads bodies of text types as UTF-8, and"
                + " this one is not: send it with another Content-Type, such as application/octet-stream");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isLatin1(String text) {
        return text.chars().allMatch(c -> c <= 0xff);
    }

    private static String utf8AsLatin1(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
