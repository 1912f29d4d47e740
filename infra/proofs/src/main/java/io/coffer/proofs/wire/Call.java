package io.coffer.proofs.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not signed yet, in path style.
 *
 * @param query as it is sent; empty for none
 * @param headers one that is sent in several lines has a line feed between their values
 */
public record Call(String method, String path, String query, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = new byte[0];

    /** About a bucket. */
    public static Call of(String method, String bucket) {
        return new Call(method, "/" + bucket, "", Map.of(), NOTHING);
    }

    /** About an object. */
    public static Call of(String method, String bucket, String key) {
        return new Call(method, "/" + bucket + "/" + encoded(key).replace("%2F", "/"), "", Map.of(), NOTHING);
    }

    /** With a parameter more; left out if its value is null. */
    public Call with(String parameter, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        StringJoiner all = new StringJoiner("&");
        if (!query.isEmpty()) {
            all.add(query);
        }
        return new Call(method, path, all.add(parameter + "=" + encoded(value.toString())).toString(), headers, body);
    }

    /** With a header more; left out if its value is null. */
    public Call header(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value.toString());
        return new Call(method, path, query, more, body);
    }

    public Call body(byte[] bytes) {
        return new Call(method, path, query, headers, bytes);
    }

    /** With a document, whose digest S3 asks for with some. */
    public Call document(String xml) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        return body(bytes).header("Content-MD5", md5(bytes)).header("Content-Type", "application/xml");
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As AWS's signatures want it: everything except unreserved characters. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
