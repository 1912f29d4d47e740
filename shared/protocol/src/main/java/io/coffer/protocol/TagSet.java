package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.Tagging;
import io.coffer.protocol.xml.Tagging.Tag;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags of an object or of a bucket: keys of 1 to 128 and values of up to 256 UTF-16 code units, each made of letters, digits, spaces
 * and {@code + - = . _ : / @}.
 *
 * @param tags values by key, in the keys' order
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">S3 User Guide, Categorizing your objects using
 *     tags</a>
 */
public record TagSet(Map<String, String> tags) {

    public static final TagSet EMPTY = new TagSet(Map.of());
    public static final int MAX_OF_OBJECT = 10;
    public static final int MAX_OF_BUCKET = 50;

    private static final String HEADER = "x-amz-tagging";
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}\\p{Z}+\\-=._:/@]*");

    public TagSet {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * The tags of a document.
     *
     * @param max the most there may be: {@link #MAX_OF_OBJECT} or {@link #MAX_OF_BUCKET}
     * @throws S3Exception MalformedXML, InvalidTag
     */
    public static TagSet of(Tagging document, int max) {
        if (document.tagSet() == null) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        List<Tag> given = document.tagSet().tags();
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : given == null ? List.<Tag>of() : given) {
            if (tag.key() == null || tag.value() == null) {
                throw new S3Exception(S3ErrorCode.MALFORMED_XML);
            }
            requireValid(tag.key(), tag.value());
            if (tags.put(tag.key(), tag.value()) != null) {
                throw invalid("Cannot provide multiple Tags with the same key", tag.key());
            }
        }
        return limited(tags, max);
    }

    /**
     * The tags of an {@code x-amz-tagging} header: {@code key=value} pairs, encoded as a query.
     *
     * @param header null or empty for none
     * @param max the most there may be
     * @throws S3Exception InvalidArgument if it is not such a query or names a key twice, InvalidTag
     */
    public static TagSet ofHeader(@Nullable String header, int max) {
        if (header == null || header.isEmpty()) {
            return EMPTY;
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : header.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals), header);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), header);
            if (key.isEmpty() || tags.put(key, value) != null) {
                throw invalidHeader(header);
            }
        }
        tags.forEach(TagSet::requireValid);
        return limited(tags, max);
    }

    /**
     * These tags and others, whose values hold where both have a key.
     *
     * @param max the most there may be together
     * @throws S3Exception InvalidTag
     */
    public TagSet with(TagSet others, int max) {
        Map<String, String> together = new LinkedHashMap<>(tags);
        together.putAll(others.tags);
        return limited(together, max);
    }

    /** These tags, except those of some keys. */
    public TagSet without(Collection<String> keys) {
        Map<String, String> left = new LinkedHashMap<>(tags);
        left.keySet().removeAll(keys);
        return new TagSet(left);
    }

    /** The tags as a document. */
    public Tagging document() {
        return new Tagging(new Tagging.Tags(tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList()));
    }

    public int size() {
        return tags.size();
    }

    private static String decoded(String encoded, String header) {
        try {
            return UriEncoding.decodeQuery(encoded);
        } catch (S3Exception e) {
            throw invalidHeader(header);
        }
    }

    private static S3Exception invalidHeader(String header) {
        return S3Exception.invalidArgument(HEADER, header, "The header '" + HEADER
                + "' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.");
    }

    private static void requireValid(String key, String value) {
        if (key.isEmpty() || key.length() > MAX_KEY || !ALLOWED.matcher(key).matches()) {
            throw invalid("The TagKey you have provided is invalid", key);
        }
        if (value.length() > MAX_VALUE || !ALLOWED.matcher(value).matches()) {
            throw invalid("The TagValue you have provided is invalid", key).with("TagValue", value);
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw invalid("System tags cannot be added/updated by requester", key);
        }
    }

    /** S3 API Reference, PutObjectTagging: InvalidTag where tags do not pass validation; of too many, AWS has answered BadRequest too. */
    private static TagSet limited(Map<String, String> tags, int max) {
        if (tags.size() > max) {
            throw new S3Exception(S3ErrorCode.INVALID_TAG,
                    (max == MAX_OF_OBJECT ? "Object tags" : "Bucket tag count") + " cannot be greater than " + max);
        }
        return new TagSet(tags);
    }

    private static S3Exception invalid(String message, String key) {
        return new S3Exception(S3ErrorCode.INVALID_TAG, message).with("TagKey", key);
    }
}
