package io.coffer.objects;

import io.coffer.protocol.FormFields;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.protocol.xml.Tagging;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a form's fields say of the object, as the headers that say it to PutObject.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">S3 API Reference, POST Object: parameters that are
 *     passed to PUT through HTTP headers are passed as form fields</a>
 */
final class PostHeaders {

    private static final String META = "x-amz-meta-";
    private static final Set<String> STANDARD = Set.of("cache-control", "content-disposition", "content-encoding", "content-language",
            "content-md5", "content-type", "expires");
    private static final Set<String> SIGNATURE =
            Set.of("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token", "x-amz-signature");
    /** RFC 9110, 5.6.2: what header names are made of. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private PostHeaders() {}

    /** @throws S3Exception InvalidArgument for what cannot be a header, MalformedXML, InvalidTag */
    static S3Headers of(FormFields form) {
        S3Headers headers = new S3Headers();
        for (String field : form.names()) {
            String name = field.toLowerCase(Locale.ROOT);
            String value = form.require(field);
            if (name.startsWith(META)) {
                headers.set(requireToken(name), latin1(value));
            } else if (!value.isEmpty()) {
                switch (name) {
                    case "acl" -> headers.set("x-amz-acl", value);
                    case "tagging" -> headers.set("x-amz-tagging", query(TagSet.of(document(value), TagSet.MAX_OF_OBJECT)));
                    case "x-amz-tagging" -> throw S3Exception.invalidArgument(field, value, "The tags of a form are its field tagging");
                    case "x-amz-checksum-algorithm" -> headers.set("x-amz-sdk-checksum-algorithm", value);
                    default -> {
                        if (STANDARD.contains(name) || (name.startsWith("x-amz-") && !SIGNATURE.contains(name))) {
                            headers.set(requireToken(name), requireLine(field, latin1(value)));
                        }
                    }
                }
            }
        }
        return headers;
    }

    private static Tagging document(String xml) {
        return S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), Tagging.class);
    }

    private static String query(TagSet tags) {
        return tags.tags().entrySet().stream()
                .map(tag -> UriEncoding.encode(tag.getKey()) + "=" + UriEncoding.encode(tag.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** As servers hand headers on: each byte one character. */
    private static String latin1(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String requireToken(String name) {
        if (!TOKEN.matcher(name).matches() || name.equals(META)) {
            throw S3Exception.invalidArgument(name, "", "The name of a field that is stored with the object must be that of a header");
        }
        return name;
    }

    private static String requireLine(String name, String value) {
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw S3Exception.invalidArgument(name, value, "The value of a field that is stored with the object must be one line");
        }
        return value;
    }
}
