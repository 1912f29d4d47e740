package io.coffer.testkit.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function for tests of the emulator, which has nothing but the JDK and Lambda's interfaces in its zip. What it does is the last segment
 * of the path.
 */
public final class TestHandler implements RequestStreamHandler {

    private static final Pattern WHAT = Pattern.compile("\"rawPath\":\"[^\"]*/([^\"]*)\"");
    private static final Pattern QUERY = Pattern.compile("\"rawQueryString\":\"([^\"]*)\"");

    private static int invocations;

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Matcher path = WHAT.matcher(event);
        String what = path.find() ? path.group(1) : "echo";
        invocations++;
        System.out.println("asked for " + what);
        out.write(answer(what, event, context).getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(String what, String event, Context context) throws IOException {
        return switch (what) {
            case "echo", "" -> event;
            case "head" -> "{\"statusCode\":200,\"headers\":{\"Content-Length\":\"4711\",\"ETag\":\"\\\"e\\\"\",\"content-type\":\"a/b\"}}";
            case "binary" -> "{\"statusCode\":206,\"body\":\"/wA=\",\"isBase64Encoded\":true,\"cookies\":[\"a=b\",\"c=d\"]}";
            case "nothing" -> "{\"statusCode\":204}";
            case "count" -> "{\"statusCode\":200,\"body\":\"" + ProcessHandle.current().pid() + " " + invocations + "\"}";
            case "context" -> "{\"statusCode\":200,\"body\":\"%s %s %d %b\"}".formatted(context.getFunctionName(),
                    context.getInvokedFunctionArn(), context.getMemoryLimitInMB(), context.getRemainingTimeInMillis() > 4000);
            case "environment" -> "{\"statusCode\":200,\"body\":\"" + String.join(" ", System.getenv().entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue().replace("\\", "").replace("\"", "")).sorted().toList())
                    + "\"}";
            case "invalid" -> "{\"statusCode\":\"many\"}";
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            case "large" -> "{\"statusCode\":200,\"body\":\"" + "x".repeat(6_291_556) + "\"}";
            case "meet" -> meet(event);
            case "hang" -> hang();
            case "die" -> {
                Runtime.getRuntime().halt(3);
                yield "";
            }
            default -> "{\"statusCode\":404}";
        };
    }

    /** Answers once the URL in the query does. */
    private static String meet(String event) throws IOException {
        Matcher url = QUERY.matcher(event);
        url.find();
        try {
            HttpResponse<String> met = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create(url.group(1))).build(), HttpResponse.BodyHandlers.ofString());
            return "{\"statusCode\":" + met.statusCode() + "}";
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
