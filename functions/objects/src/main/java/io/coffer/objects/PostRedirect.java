package io.coffer.objects;

import io.coffer.protocol.FormFields;
import io.coffer.protocol.UriEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a browser goes when its upload has succeeded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/HTTPPOSTForms.html">S3 API Reference, HTML forms: redirection</a>
 */
final class PostRedirect {

    /** S3 acts as if the field were not there where it cannot interpret the address. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/?#\\s]+([/?#].*)?");

    private PostRedirect() {}

    /** The address the form names, with bucket, key and ETag in its query; empty if it names none. */
    static Optional<String> of(FormFields form, String bucket, String key, String quotedEtag) {
        return form.find("success_action_redirect").or(() -> form.find("redirect"))
                .filter(address -> ADDRESS.matcher(address).matches())
                .map(address -> completed(address, bucket, key, quotedEtag));
    }

    private static String completed(String address, String bucket, String key, String quotedEtag) {
        int hash = address.indexOf('#');
        String target = hash < 0 ? address : address.substring(0, hash);
        String fragment = hash < 0 ? "" : address.substring(hash);
        return printable(target) + (target.indexOf('?') < 0 ? '?' : '&')
                + "bucket=" + encode(bucket) + "&key=" + encode(key) + "&etag=" + encode(quotedEtag)
                + printable(fragment);
    }

    /** As forms are encoded in queries. */
    private static String encode(String value) {
        return UriEncoding.encode(value).replace("%20", "+");
    }

    /** What a header may hold as it stands; spaces, letters beyond ASCII and the like are escaped. */
    private static String printable(String text) {
        StringBuilder ascii = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7f) {
                ascii.append((char) b);
            } else {
                ascii.append('%').append(String.format("%02X", b));
            }
        }
        return ascii.toString();
    }
}
