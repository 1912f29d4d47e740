package io.coffer.pipeline;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What S3's address does for the console, whose pages have an origin of their own: objects of strangers never share it. The pages of that
 * one origin may send any request and read any answer, whatever a bucket's CORS rules say: each request is signed with a key that the page
 * holds, and none carries a cookie. A browser that asks for {@code /_console}, or for the endpoint itself, is led to the pages. Nothing
 * here reads a table.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
public final class ConsoleOrigin implements RequestHandler {

    /** An underscore cannot start a bucket's name, so that no bucket is hidden. */
    private static final String PATH = "_console";
    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";
    /** Two hours, the most that Chromium remembers. */
    private static final String SECONDS_REMEMBERED = "7200";

    private final RequestHandler s3;
    private final @Nullable String domain;
    private final Function<S3Request, Optional<String>> console;

    /**
     * @param domain the domain whose subdomains name buckets; null for path style only
     * @param console the origin of the pages, such as {@code https://console.example.com}, for whoever sent the request; empty for none
     */
    public ConsoleOrigin(RequestHandler s3, @Nullable String domain, Function<S3Request, Optional<String>> console) {
        this.s3 = s3;
        this.domain = domain;
        this.console = console;
    }

    /** The origin of an address as browsers write it: without a path, and without the port that its scheme implies. */
    public static String of(URI address) {
        int implied = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        String port = address.getPort() < 0 || address.getPort() == implied ? "" : ":" + address.getPort();
        return (address.getScheme() + "://" + address.getHost()).toLowerCase(Locale.ROOT) + port;
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        Optional<String> origin = console.apply(request);
        if (origin.isPresent() && asksForPages(request)) {
            return S3Response.of(302).with("Location", origin.get() + "/").with("Cache-Control", "no-store");
        }
        boolean preflight = isSentBy(origin, request) && request.method().equals("OPTIONS");
        return allow(origin, request, preflight ? preflight(request) : s3.handle(request, authenticator));
    }

    private static S3Response preflight(S3Request request) {
        return S3Response.ok()
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Allow-Headers", request.header("access-control-request-headers"))
                .with("Access-Control-Max-Age", SECONDS_REMEMBERED);
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        return allow(console.apply(request), request, s3.refuse(request, refusal));
    }

    private static boolean isSentBy(Optional<String> origin, S3Request request) {
        return origin.isPresent() && origin.get().equals(request.header("origin"));
    }

    /** Lets the pages read an answer, where they asked. */
    private static S3Response allow(Optional<String> origin, S3Request request, S3Response answer) {
        return isSentBy(origin, request)
                ? answer.with("Access-Control-Allow-Origin", origin.get())
                        .with("Access-Control-Expose-Headers", "*")
                        .with("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method")
                : answer;
    }

    private boolean asksForPages(S3Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return false;
        }
        String path = request.rawPath();
        boolean named = path.equals("/" + PATH) || path.startsWith("/" + PATH + "/");
        return (named || isBrowserAtTheRoot(request)) && !namesBucketByHost(request);
    }

    /** S3 leads an unsigned ListBuckets to its own pages; no client takes HTML, except a browser. */
    private static boolean isBrowserAtTheRoot(S3Request request) {
        return request.rawPath().equals("/")
                && request.rawQuery() == null
                && request.header("authorization") == null
                && request.headers().find("accept").filter(accept -> accept.contains("text/html")).isPresent();
    }

    private boolean namesBucketByHost(S3Request request) {
        try {
            return request.address(domain).virtualHosted();
        } catch (S3Exception e) {
            // What cannot be decoded names no object either.
            return false;
        }
    }
}
