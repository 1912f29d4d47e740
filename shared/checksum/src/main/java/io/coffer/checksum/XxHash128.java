package io.coffer.checksum;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/** The 128 bits of XXH3, with the seed 0, as the canonical bytes that xxHash writes down: the high half first. */
final class XxHash128 implements StreamingDigest {

    private final HashStream128 hash = Hashing.xxh3_128().hashStream();

    @Override
    public void update(byte[] bytes, int offset, int length) {
        hash.putBytes(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        HashValue128 value = hash.get();
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }
}
