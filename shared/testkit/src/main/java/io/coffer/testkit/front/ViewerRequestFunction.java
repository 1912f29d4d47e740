package io.coffer.testkit.front;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/**
 * A CloudFront Function for the event of a viewer's request, run from the file that is deployed. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html">CloudFront Developer
 *     Guide, event structure</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html">helper methods
 *     for origin modification</a>
 */
public final class ViewerRequestFunction implements AutoCloseable {

    /** The module has nothing to be found in; its one object is given to the script instead. */
    private static final Pattern IMPORT = Pattern.compile("\\Aimport cf from 'cloudfront';\n");
    /** "Not exposed to edge functions", of those that clients send. */
    private static final Set<String> NOT_EXPOSED = Set.of("connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "trailer", "upgrade", "x-cache", "x-forwarded-proto", "x-real-ip");

    private final ObjectMapper json = new ObjectMapper();
    private final Context context;
    private final Value handler;
    private final Value parse;
    private Choice choice = Choice.NONE;

    /**
     * Who answers.
     *
     * @param origins the identifiers of the origins, in the order in which they are asked; none for the distribution's own
     * @param failoverStatuses which of the first one's status codes make it the second one's turn
     */
    public record Choice(List<String> origins, Set<Integer> failoverStatuses) {

        static final Choice NONE = new Choice(List.of(), Set.of());
    }

    /** @throws IOException if the file cannot be read */
    public ViewerRequestFunction(Path file) throws IOException {
        String source = Files.readString(file);
        if (!IMPORT.matcher(source).find()) {
            throw new IOException(file + " does not begin with the import of the module cloudfront");
        }
        context = Context.newBuilder("js")
                .engine(Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build())
                .build();
        Value globals = context.getBindings("js");
        globals.putMember("cf", ProxyObject.fromMap(Map.of(
                "selectRequestOriginById", (ProxyExecutable) this::selectRequestOriginById,
                "createRequestOriginGroup", (ProxyExecutable) this::createRequestOriginGroup)));
        context.eval("js", IMPORT.matcher(source).replaceFirst("\n"));
        handler = globals.getMember("handler");
        parse = context.eval("js", "JSON.parse");
    }

    private @Nullable Object selectRequestOriginById(Value... arguments) {
        choice = new Choice(List.of(arguments[0].asString()), Set.of());
        return null;
    }

    private @Nullable Object createRequestOriginGroup(Value... arguments) {
        Value origins = arguments[0].getMember("originIds");
        Value statuses = arguments[0].getMember("failoverCriteria").getMember("statusCodes");
        choice = new Choice(
                List.of(origins.getArrayElement(0).getMember("originId").asString(),
                        origins.getArrayElement(1).getMember("originId").asString()),
                Set.copyOf(LongStream.range(0, statuses.getArraySize()).mapToObj(i -> statuses.getArrayElement(i).asInt()).toList()));
        return null;
    }

    /**
     * @param target path and query as they were sent
     * @param headers in their order, repeated ones as often as they were sent
     */
    public synchronized Choice choose(String method, String target, List<Map.Entry<String, String>> headers) {
        choice = Choice.NONE;
        handler.execute(parse.execute(event(method, target, headers).toString()));
        return choice;
    }

    private ObjectNode event(String method, String target, List<Map.Entry<String, String>> headers) {
        int query = target.indexOf('?');
        ObjectNode event = json.createObjectNode().put("version", "1.0");
        event.putObject("context").put("eventType", "viewer-request");
        ObjectNode request = event.putObject("request")
                .put("method", method)
                .put("uri", query < 0 ? target : target.substring(0, query));
        ObjectNode parameters = request.putObject("querystring");
        if (query >= 0) {
            for (String parameter : target.substring(query + 1).split("&")) {
                String[] parts = parameter.split("=", 2);
                parameters.putObject(URLDecoder.decode(parts[0], StandardCharsets.UTF_8)).put("value", parts.length < 2 ? "" : parts[1]);
            }
        }
        ObjectNode values = request.putObject("headers");
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_EXPOSED.contains(name)) {
                values.putObject(name).put("value", header.getValue());
            }
        }
        request.putObject("cookies");
        return event;
    }

    @Override
    public void close() {
        context.close();
    }
}
