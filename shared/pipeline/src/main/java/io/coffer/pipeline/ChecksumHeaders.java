package io.coffer.pipeline;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.protocol.S3Headers;

/** Checksums as S3 shows them: one header or one XML element for each algorithm. */
public final class ChecksumHeaders {

    private ChecksumHeaders() {}

    /** Puts a checksum and its type on an answer. */
    public static void write(Checksum checksum, S3Headers headers) {
        if (checksum != null) {
            headers.set(checksum.algorithm().header(), checksum.value());
            headers.set("x-amz-checksum-type", checksum.type().name());
        }
    }

    /** The value for the XML element of {@code algorithm}: null, which writes no element, unless it is the checksum's own. */
    public static String element(Checksum checksum, ChecksumAlgorithm algorithm) {
        return checksum != null && checksum.algorithm() == algorithm ? checksum.value() : null;
    }
}
