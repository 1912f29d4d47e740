package io.coffer.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CRC-64/NVME, sixteen bytes a step by sixteen tables ("slicing-by-16"). Written here because the AWS SDK for Java has it only as a
 * native library, which {@link NativeCrc64Nvme} uses where it is.
 *
 * @see <a href="https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-nvme">Catalogue of parametrised CRC algorithms</a>
 */
final class Crc64Nvme implements StreamingDigest {

    /** The polynomial with its bits reversed, as a CRC that takes the lowest bit first needs it. */
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final int STEP = 16;

    /** Entry {@code 256 * n + b}: what byte {@code b} contributes when {@code n} zero bytes follow it. */
    private static final long[] TABLE = table();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long register = -1L;

    private static long[] table() {
        long[] table = new long[256 * STEP];
        for (int b = 0; b < 256; b++) {
            long remainder = b;
            for (int bit = 0; bit < 8; bit++) {
                remainder = (remainder & 1) == 0 ? remainder >>> 1 : (remainder >>> 1) ^ POLYNOMIAL;
            }
            table[b] = remainder;
        }
        for (int i = 256; i < table.length; i++) {
            long shorter = table[i - 256];
            table[i] = (shorter >>> 8) ^ table[(int) shorter & 0xff];
        }
        return table;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        long crc = register;
        int at = offset;
        int end = offset + length;
        for (; end - at >= STEP; at += STEP) {
            crc = ofEight(crc ^ (long) LONGS.get(bytes, at), 8) ^ ofEight((long) LONGS.get(bytes, at + 8), 0);
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ TABLE[(int) (crc ^ bytes[at]) & 0xff];
        }
        register = crc;
    }

    /** What eight bytes contribute when {@code following} more bytes follow them. */
    private static long ofEight(long eight, int following) {
        int last = following << 8;
        return TABLE[last + 0x700 + ((int) eight & 0xff)]
                ^ TABLE[last + 0x600 + ((int) (eight >>> 8) & 0xff)]
                ^ TABLE[last + 0x500 + ((int) (eight >>> 16) & 0xff)]
                ^ TABLE[last + 0x400 + ((int) (eight >>> 24) & 0xff)]
                ^ TABLE[last + 0x300 + ((int) (eight >>> 32) & 0xff)]
                ^ TABLE[last + 0x200 + ((int) (eight >>> 40) & 0xff)]
                ^ TABLE[last + 0x100 + ((int) (eight >>> 48) & 0xff)]
                ^ TABLE[last + (int) (eight >>> 56)];
    }

    @Override
    public byte[] digest() {
        return ByteBuffer.allocate(Long.BYTES).putLong(~register).array();
    }
}
