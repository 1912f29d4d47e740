package io.coffer.certify;

import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;

/** What stands between the client and Coffer, and what it lets through. */
final class GatewayQuestions {

    private static final String ORIGIN = "https://probe.example";

    private GatewayQuestions() {}

    static void ask(ProbedEndpoint at, Consumer<Finding> tell) {
        tell.accept(front(at));
        tell.accept(authorization(at));
        tell.accept(clock(at));
        tell.accept(subresource(at));
        tell.accept(console(at));
        tell.accept(preflight(at));
        tell.accept(hostHeader(at));
        tell.accept(queryApi(at));
        tell.accept(headerInTwoLines(at));
        tell.accept(plainHttp(at));
    }

    private static Finding front(ProbedEndpoint at) {
        Answer answer = at.sendUnsigned("GET", at.uri().resolve("/"), Map.of());
        String front = answer.header("x-amz-cf-id") != null ? "CloudFront"
                : answer.header("apigw-requestid") != null ? "an API gateway" : "nothing that says so";
        return Finding.good("what is in front", front + "; an unsigned GET of / is answered " + ProbedEndpoint.words(answer));
    }

    private static Finding authorization(ProbedEndpoint at) {
        Answer answer = at.send(new Call("GET", "/", "", Map.of(), new byte[0]));
        return Finding.of("the Authorization header arrives", "ListBuckets: " + ProbedEndpoint.words(answer), answer.status() == 200,
                "signatures in headers do not work here: every client fails, except by presigned URLs");
    }

    private static Finding clock(ProbedEndpoint at) {
        String date = at.sendUnsigned("GET", at.uri().resolve("/"), Map.of()).header("date");
        if (date == null) {
            return Finding.bad("the clocks agree", "there is no Date header", "nothing can be said of the clocks");
        }
        Duration apart = Duration.between(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(), Instant.now()).abs();
        return Finding.of("the clocks agree", apart.toSeconds() + " s apart", apart.toMinutes() < 5,
                "signatures are refused from 15 minutes on");
    }

    private static Finding subresource(ProbedEndpoint at) {
        Answer answer = at.send(new Call("GET", "/" + at.bucket(), "acl=", Map.of(), new byte[0]));
        return Finding.of("a parameter of the query without a value", "GET ?acl: " + ProbedEndpoint.words(answer),
                answer.status() == 200 && answer.text().contains("AccessControlPolicy"), "subresources do not work here");
    }

    private static Finding console(ProbedEndpoint at) {
        Answer answer = at.sendUnsigned("GET", at.uri().resolve("/_console/"), Map.of("Accept", "text/html"));
        boolean s3 = answer.text().contains("<Error>");
        return Finding.of("/_console leads to the console", ProbedEndpoint.words(answer), !s3,
                "the route of objects was chosen: the console is at its own address only, if there is one");
    }

    private static Finding preflight(ProbedEndpoint at) {
        String rules = "<CORSConfiguration><CORSRule><AllowedOrigin>" + ORIGIN + "</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>"
                + "</CORSRule></CORSConfiguration>";
        at.send(Call.of("PUT", at.bucket()).with("cors", "").document(rules));
        Answer answer = at.sendUnsigned("OPTIONS", at.uri().resolve("/" + at.bucket() + "/page"),
                Map.of("Origin", ORIGIN, "Access-Control-Request-Method", "PUT"));
        return Finding.of("OPTIONS of browsers arrives", ProbedEndpoint.words(answer),
                answer.status() == 200 && ORIGIN.equals(answer.header("access-control-allow-origin")),
                "pages of other origins cannot use buckets: is CORS configured on the API itself?");
    }

    /** The signature covers the Host header, so any signed answer proves that it arrived; this asks whether buckets are names, too. */
    private static Finding hostHeader(ProbedEndpoint at) {
        URI uri = at.uri();
        if (uri.getHost().matches("[0-9.]+|\\[.*")) {
            return Finding.good("buckets are names below the endpoint's", "an IP address has no names: path style alone");
        }
        URI virtual = URI.create(uri.getScheme() + "://" + at.bucket() + "." + uri.getHost() + (uri.getPort() < 0 ? "" : ":"
                + uri.getPort()) + "/");
        Answer answer = at.sendUnsigned("GET", virtual, Map.of());
        boolean bucket = answer.status() == 403 || answer.status() == 200;
        return Finding.of("buckets are names below the endpoint's", virtual.getHost() + ": " + ProbedEndpoint.words(answer), bucket,
                "clients need path style: DomainName is not set, or its certificate (CertificateArn) or its record has no wildcard");
    }

    private static Finding queryApi(ProbedEndpoint at) {
        Answer answer = at.send(new Call("GET", "/", "x-id=ListBuckets", Map.of(), new byte[0]));
        return Finding.of("x-id, which SDKs add", ProbedEndpoint.words(answer), answer.status() == 200, "newer SDKs fail");
    }

    /** Gateways join such lines, and so does the signature. */
    private static Finding headerInTwoLines(ProbedEndpoint at) {
        Answer put = at.send(at.object("PUT", "lines").header("x-amz-meta-lines", "one\ntwo"));
        String stored = put.status() != 200 ? null : at.send(at.object("HEAD", "lines")).header("x-amz-meta-lines");
        String seen = ProbedEndpoint.words(put) + (stored == null ? "" : "; it is kept as " + stored);
        return Finding.of("a header in two lines", seen, "one,two".equals(stored),
                "requests that repeat a header are refused, or lose a line of it; few clients send any");
    }

    private static Finding plainHttp(ProbedEndpoint at) {
        if (!"https".equals(at.uri().getScheme())) {
            return Finding.good("plain HTTP", "the probe itself uses it");
        }
        Answer answer = at.sendUnsigned("GET", URI.create("http://" + at.uri().getHost() + "/"), Map.of());
        boolean redirected = answer.status() == 301 || answer.status() == 308 || answer.status() == 302;
        return Finding.of("plain HTTP leads to HTTPS", ProbedEndpoint.words(answer), redirected,
                "nothing listens on port 80, or it does not redirect; with CloudFrontCertificateArn CloudFront does it");
    }
}
