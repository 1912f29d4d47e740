package io.coffer.checksum;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Computes the MD5, which ETags are made of, and any of S3's checksums of what is read through it, in the one pass over the bytes. */
public final class DigestingInputStream extends FilterInputStream {

    private static final int SKIP_BUFFER = 8 * 1024;

    private final Map<ChecksumAlgorithm, StreamingDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);
    private final Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);
    private long count;

    public DigestingInputStream(InputStream in, Set<ChecksumAlgorithm> algorithms) {
        super(in);
        digests.put(ChecksumAlgorithm.MD5, ChecksumAlgorithm.MD5.newDigest());
        algorithms.forEach(algorithm -> digests.computeIfAbsent(algorithm, ChecksumAlgorithm::newDigest));
    }

    /** @throws IllegalStateException before the end of the stream was read */
    public byte[] md5() {
        return bytes(ChecksumAlgorithm.MD5).clone();
    }

    /**
     * The checksum in base64.
     *
     * @throws IllegalStateException before the end of the stream was read
     * @throws IllegalArgumentException for an algorithm that was not asked for
     */
    public String value(ChecksumAlgorithm algorithm) {
        return Base64.getEncoder().encodeToString(bytes(algorithm));
    }

    private byte[] bytes(ChecksumAlgorithm algorithm) {
        requireEnd();
        byte[] value = values.get(algorithm);
        if (value == null) {
            throw new IllegalArgumentException(algorithm + " was not computed");
        }
        return value;
    }

    /** The bytes read so far. */
    public long count() {
        return count;
    }

    private void requireEnd() {
        if (values.isEmpty()) {
            throw new IllegalStateException("The end of the stream was not read");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            count += read;
            for (StreamingDigest digest : digests.values()) {
                digest.update(bytes, offset, read);
            }
        } else if (read < 0 && values.isEmpty()) {
            digests.forEach((algorithm, digest) -> values.put(algorithm, digest.digest()));
        }
        return read;
    }

    /** Skipped bytes are read, so that the digests see them. */
    @Override
    public long skip(long wanted) throws IOException {
        if (wanted <= 0) {
            return 0;
        }
        byte[] buffer = new byte[(int) Math.min(wanted, SKIP_BUFFER)];
        return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
