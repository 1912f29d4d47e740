package io.coffer.auth;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers that follow an aws-chunked body: those that {@code x-amz-trailer} announces, no other and none fewer. */
final class Trailers {

    private static final String SIGNATURE = "x-amz-trailer-signature";

    private final Set<String> announced;
    private final Map<String, String> arrived = new LinkedHashMap<>();
    private boolean complete;

    private Trailers(Set<String> announced) {
        this.announced = Collections.unmodifiableSet(announced);
    }

    static Trailers none() {
        Trailers none = new Trailers(Set.of());
        none.complete = true;
        return none;
    }

    /** @throws S3Exception InvalidRequest if x-amz-trailer names anything except a checksum */
    static Trailers announcedIn(S3Headers headers) {
        Set<String> names = new LinkedHashSet<>();
        for (String list : headers.all("x-amz-trailer")) {
            Arrays.stream(list.split(",")).map(name -> name.trim().toLowerCase(Locale.ROOT)).filter(n -> !n.isEmpty()).forEach(names::add);
        }
        if (!names.stream().allMatch(Trailers::isChecksum)) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The value specified in the x-amz-trailer header is not supported");
        }
        return new Trailers(names);
    }

    private static boolean isChecksum(String name) {
        return Arrays.stream(ChecksumAlgorithm.values()).anyMatch(algorithm -> algorithm.header().equals(name));
    }

    Set<String> announced() {
        return announced;
    }

    /**
     * The value of a trailer that arrived, or null.
     *
     * @throws IllegalStateException before the end of the body was read
     */
    @Nullable String get(String name) {
        if (!complete) {
            throw new IllegalStateException("The end of the payload was not read");
        }
        return arrived.get(name);
    }

    /** @throws S3Exception MalformedTrailerError for a line that is no header, or none that was announced */
    void add(String line, boolean signed) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
        boolean expected = announced.contains(name) || (signed && name.equals(SIGNATURE));
        if (!expected || arrived.putIfAbsent(name, line.substring(colon + 1).trim()) != null) {
            throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
        }
    }

    /** @throws S3Exception MalformedTrailerError if an announced one is missing, SignatureDoesNotMatch */
    void complete(ChunkVerifier signatures) {
        String signature = arrived.remove(SIGNATURE);
        if (!arrived.keySet().containsAll(announced)) {
            throw new S3Exception(S3ErrorCode.MALFORMED_TRAILER);
        }
        if (signatures.expectsTrailerSignature() && (signature != null || !arrived.isEmpty())) {
            StringBuilder lines = new StringBuilder();
            arrived.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
            signatures.requireTrailer(lines.toString().getBytes(StandardCharsets.ISO_8859_1), signature);
        }
        complete = true;
    }
}
