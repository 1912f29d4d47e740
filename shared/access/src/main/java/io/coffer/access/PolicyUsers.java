package io.coffer.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The users whom a bucket's policy names as principals, as its stored text has them: each ARN with the user's unique id behind it, as in
 * {@code arn:aws:iam::000000000000:user/bob#AIDA...}. The id is who is meant. The ARN helps to find how the user is called now.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM User Guide, Principal: a
 *     policy's ARN of a user becomes the user's unique id when it is saved</a>
 */
public final class PolicyUsers {

    /** An ARN with its id, if it has one. */
    private static final Pattern USER =
            Pattern.compile("(?<arn>arn:aws:iam::(?<account>[A-Za-z0-9]{1,64}):user/(?:[\\w+=,.@/-]*/)?(?<name>[\\w+=,.@-]+))"
                    + "(?:#(?<id>\\w+))?");
    private static final JsonFactory JSON = new JsonFactory();

    private PolicyUsers() {}

    /**
     * A user as a policy names one.
     *
     * @param id null in the text of a client
     */
    public record Named(String arn, String accountId, String name, @Nullable String id) {

        /** As the stored text has it. */
        public String withId(String userId) {
            return arn + "#" + userId;
        }
    }

    /** Who a principal of a stored policy is: the unique id where it has one, as it stands otherwise. */
    static String identity(String principal) {
        return principal.substring(principal.indexOf('#') + 1);
    }

    /**
     * Puts something else in the place of every user that a valid policy names as a principal. All other bytes stay as they are.
     *
     * @param json UTF-8
     * @param other what stands there instead; needs no escapes
     */
    public static byte[] replace(byte[] json, Function<Named, String> other) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream(json.length);
        int copied = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING && isInPrincipal(parser)) {
                    Matcher user = USER.matcher(parser.getText());
                    if (user.matches()) {
                        String text = other.apply(
                                new Named(user.group("arn"), user.group("account"), user.group("name"), user.group("id")));
                        int from = (int) parser.currentTokenLocation().getByteOffset();
                        replaced.write(json, copied, from - copied);
                        replaced.writeBytes(('"' + text + '"').getBytes(StandardCharsets.UTF_8));
                        copied = (int) parser.currentLocation().getByteOffset();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        replaced.write(json, copied, json.length - copied);
        return replaced.toByteArray();
    }

    /** Whether the parser is at a value somewhere in a Principal or NotPrincipal, which nothing else in a policy is called. */
    private static boolean isInPrincipal(JsonParser parser) {
        for (var context = parser.getParsingContext(); context != null; context = context.getParent()) {
            if ("Principal".equals(context.getCurrentName()) || "NotPrincipal".equals(context.getCurrentName())) {
                return true;
            }
        }
        return false;
    }
}
