package io.coffer.content;

import io.coffer.auth.Payload;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which checksum a request's headers and trailers declare: one that S3 has, and no more than one. */
public final class DeclaredChecksums {

    private static final String PREFIX = "x-amz-checksum-";
    private static final String ALGORITHM = PREFIX + "algorithm";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    /** What begins like the name of a checksum and is none. */
    private static final Set<String> NO_VALUES = Set.of(ALGORITHM, PREFIX + "type", PREFIX + "mode");

    private DeclaredChecksums() {}

    /**
     * Refuses what names an algorithm that S3 does not have, since nothing could be compared with its value.
     *
     * @throws S3Exception InvalidRequest
     */
    public static void requireKnown(S3Headers headers) {
        if (!headers.names().stream().filter(DeclaredChecksums::isValue).allMatch(DeclaredChecksums::isKnown)) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The algorithm type you specified in x-amz-checksum- header is invalid.");
        }
        headers.find(ALGORITHM).ifPresent(DeclaredChecksums::algorithm);
        if (headers.has(SDK_ALGORITHM) && ChecksumAlgorithm.named(headers.get(SDK_ALGORITHM)).isEmpty()) {
            throw invalidValue(SDK_ALGORITHM);
        }
    }

    private static boolean isValue(String header) {
        return header.startsWith(PREFIX) && !NO_VALUES.contains(header);
    }

    private static boolean isKnown(String header) {
        return Arrays.stream(ChecksumAlgorithm.values()).anyMatch(algorithm -> algorithm.header().equals(header));
    }

    /**
     * The algorithm of a name that a client gave.
     *
     * @throws S3Exception InvalidRequest if S3 has no such algorithm
     */
    public static ChecksumAlgorithm algorithm(String name) {
        return ChecksumAlgorithm.named(name).orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_REQUEST,
                "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                        + Arrays.stream(ChecksumAlgorithm.values()).map(ChecksumAlgorithm::name).sorted().toList()));
    }

    /**
     * The algorithm whose checksum is among the headers.
     *
     * @throws S3Exception InvalidRequest for more than one
     */
    public static Optional<ChecksumAlgorithm> inHeader(S3Headers headers) {
        return only(Arrays.stream(ChecksumAlgorithm.values()).flatMap(a -> headers.all(a.header()).stream().map(value -> a)).toList());
    }

    /** The algorithm whose checksum follows the payload. */
    static Optional<ChecksumAlgorithm> inTrailer(Payload payload) {
        return only(Arrays.stream(ChecksumAlgorithm.values()).filter(a -> payload.announcedTrailers().contains(a.header())).toList());
    }

    private static Optional<ChecksumAlgorithm> only(List<ChecksumAlgorithm> declared) {
        if (declared.size() > 1) {
            throw several();
        }
        return declared.stream().findFirst();
    }

    /**
     * Compares what {@code x-amz-sdk-checksum-algorithm} announces, if it is there, with the checksum that was found.
     *
     * @param found null for none
     * @throws S3Exception InvalidRequest
     */
    static void requireAnnounced(S3Headers headers, @Nullable ChecksumAlgorithm found) {
        String announced = headers.get(SDK_ALGORITHM);
        if (announced == null) {
            return;
        }
        if (found == null) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "x-amz-sdk-checksum-algorithm specified, but no corresponding"
                    + " x-amz-checksum-* or x-amz-trailer headers were found.");
        }
        if (algorithm(announced) != found) {
            throw invalidValue(SDK_ALGORITHM);
        }
    }

    static S3Exception several() {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    /** The refusal of a header whose value is none. */
    public static S3Exception invalidValue(String header) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, "Value for " + header + " header is invalid.");
    }
}
