package io.coffer.checksum;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hasher64;
import java.nio.ByteBuffer;

/**
 * XXH64 or the 64 bits of XXH3, with the seed 0, as the canonical bytes that xxHash writes down.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash fast digest algorithm</a>
 */
final class XxHash64 implements StreamingDigest {

    private final HashStream64 hash;

    XxHash64(Hasher64 hasher) {
        this.hash = hasher.hashStream();
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        hash.putBytes(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        return ByteBuffer.allocate(Long.BYTES).putLong(hash.getAsLong()).array();
    }
}
