package io.coffer.proofs.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answered.
 *
 * @param status 0 if there was no answer
 * @param headers by their names in lower case
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /** For a request whose answer nobody has got. */
    public static final Answer LOST = new Answer(0, Map.of(), new byte[0]);

    private static final Set<String> TOLD = Set.of("x-amz-version-id", "x-amz-delete-marker", "etag", "content-range");
    private static final Pattern ENTITY = Pattern.compile("&(lt|gt|amp|quot|apos|#x[0-9A-Fa-f]+|#[0-9]+);");

    /** Whether it says neither that the request was carried out nor that it was not. */
    public boolean leavesOpen() {
        return status == 0 || status >= 500 || (status == 409
                && (code().equals("OperationAborted") || code().equals("ConditionalRequestConflict")));
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The code of an error document; empty if there is none, as for HEAD. */
    public String code() {
        return status < 300 ? "" : element("Code");
    }

    /** The text of the first element of a name; empty if there is none. */
    public String element(String name) {
        return elements(name).stream().findFirst().orElse("");
    }

    /** The content of every element of a name: text, or the XML of its elements. */
    public List<String> elements(String name) {
        return elements(text(), name);
    }

    public static List<String> elements(String xml, String name) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile("<" + name + "(?: [^>]*)?(?:/>|>(.*?)</" + name + ">)", Pattern.DOTALL).matcher(xml);
        while (matcher.find()) {
            String content = matcher.group(1) == null ? "" : matcher.group(1);
            found.add(content.contains("<") ? content : unescaped(content));
        }
        return found;
    }

    private static String unescaped(String text) {
        return ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(switch (match.group(1)) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> match.group(1).startsWith("#x")
                    ? Character.toString(Integer.parseInt(match.group(1).substring(2), 16))
                    : Character.toString(Integer.parseInt(match.group(1).substring(1)));
        }));
    }

    /** The status, the code and the headers that tell about an object. */
    @Override
    public String toString() {
        StringBuilder told = new StringBuilder(String.valueOf(status)).append(' ').append(code());
        headers.forEach((name, value) -> {
            if (TOLD.contains(name)) {
                told.append(' ').append(name).append('=').append(value);
            }
        });
        if (status < 300 && text().startsWith("<?xml")) {
            told.append(text().substring(text().indexOf('>') + 1));
        }
        return told.toString();
    }
}
