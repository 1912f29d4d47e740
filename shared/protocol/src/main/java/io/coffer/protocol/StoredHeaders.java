package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.EncoderException;
import org.apache.commons.codec.StringDecoder;
import org.apache.commons.codec.net.BCodec;
import org.apache.commons.codec.net.QCodec;
import org.jspecify.annotations.Nullable;

/**
 * The headers that are stored with an object and come back with it: HTTP's own, and user metadata.
 *
 * @param system by canonical name
 * @param user by name without {@code x-amz-meta-}, in lower case; values decoded to Unicode
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">S3 User Guide, Object metadata: 2 KB of names
 *     and values; values are decoded as RFC 2047 says before they are stored and encoded before they are returned</a>
 */
public record StoredHeaders(Map<String, String> system, Map<String, String> user) {

    private static final int MAX_USER_BYTES = 2048;
    private static final String USER_PREFIX = "x-amz-meta-";
    /** Where a website would send whoever asks for the object. */
    public static final String REDIRECT = "x-amz-website-redirect-location";
    private static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";
    private static final List<String> SYSTEM = List.of("Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language",
            "Content-Type", "Expires", REDIRECT);
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?\\s]+\\?([bBqQ])\\?[^?\\s]*\\?=");

    /**
     * What a write's headers say is to be stored.
     *
     * @throws S3Exception MetadataTooLarge
     */
    public static StoredHeaders of(S3Headers headers) {
        Map<String, String> system = new TreeMap<>();
        for (String name : SYSTEM) {
            String value = name.equals("Content-Encoding") ? contentEncoding(headers) : headers.get(name);
            if (value != null && !value.isEmpty()) {
                system.put(name, value);
            }
        }
        system.putIfAbsent("Content-Type", DEFAULT_CONTENT_TYPE);
        Map<String, String> user = new TreeMap<>();
        for (String name : headers.names()) {
            if (name.startsWith(USER_PREFIX)) {
                user.put(name.substring(USER_PREFIX.length()), headers.all(name).stream()
                        .map(StoredHeaders::decode)
                        .collect(Collectors.joining(",")));
            }
        }
        int size = user.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > MAX_USER_BYTES) {
            throw new S3Exception(S3ErrorCode.METADATA_TOO_LARGE).with("Size", size).with("MaxSizeAllowed", MAX_USER_BYTES);
        }
        return new StoredHeaders(system, user);
    }

    /**
     * As an object's copy has them that keeps its metadata.
     *
     * @param copying the headers of the request
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">S3 API Reference, CopyObject,
     *     x-amz-website-redirect-location: it is not copied, whatever the directive; the request may state another</a>
     */
    public StoredHeaders copied(S3Headers copying) {
        Map<String, String> kept = new TreeMap<>(system);
        kept.remove(REDIRECT);
        copying.find(REDIRECT).filter(location -> !location.isEmpty()).ifPresent(location -> kept.put(REDIRECT, location));
        return new StoredHeaders(kept, user);
    }

    /** The same without a name of user metadata. */
    public StoredHeaders withoutUser(String name) {
        Map<String, String> kept = new TreeMap<>(user);
        kept.remove(name);
        return new StoredHeaders(system, kept);
    }

    /** Puts the headers on an answer. */
    public void writeTo(S3Headers headers) {
        system.forEach(headers::set);
        user.forEach((name, value) -> headers.set(USER_PREFIX + name, encode(value)));
    }

    /** Without the signing protocol's own coding, which is not part of the object; null if nothing else is left. */
    private static @Nullable String contentEncoding(S3Headers headers) {
        String codings = headers.all("Content-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .filter(coding -> !coding.isEmpty() && !coding.toLowerCase(Locale.ROOT).equals("aws-chunked"))
                .collect(Collectors.joining(", "));
        return codings.isEmpty() ? null : codings;
    }

    /** Servers hand header bytes on as Latin-1; clients mean UTF-8 by them, or RFC 2047. */
    private static String decode(String value) {
        String text = value;
        if (value.chars().anyMatch(c -> c > 0x7f) && value.chars().allMatch(c -> c <= 0xff)) {
            try {
                byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
                text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                // Latin-1 it is.
            }
        }
        Matcher words = ENCODED_WORD.matcher(text);
        return words.replaceAll(word -> Matcher.quoteReplacement(decodeWord(word.group(), word.group(1))));
    }

    private static String decodeWord(String word, String encoding) {
        StringDecoder decoder = encoding.equalsIgnoreCase("b") ? new BCodec() : new QCodec();
        try {
            return decoder.decode(word);
        } catch (DecoderException | IllegalArgumentException e) {
            return word;
        }
    }

    private static String encode(String value) {
        if (value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return value;
        }
        try {
            return new BCodec(StandardCharsets.UTF_8).encode(value);
        } catch (EncoderException e) {
            throw new IllegalStateException(e);
        }
    }
}
