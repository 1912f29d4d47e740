package io.coffer.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DigestingInputStreamTest {

    private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void computesEverythingInOnePass() throws IOException {
        DigestingInputStream in =
                new DigestingInputStream(new ByteArrayInputStream(DIGITS), EnumSet.allOf(ChecksumAlgorithm.class));
        assertEquals('1', in.read());
        assertEquals(2, in.skip(2));
        in.transferTo(OutputStream.nullOutputStream());
        assertEquals(9, in.count());
        assertEquals("25f9e794323b453885f5181f1b624d0b", ETags.ofMd5(in.md5()));
        assertEquals("y/Q5Jg==", in.value(ChecksumAlgorithm.CRC32));
        assertEquals("rosUhgp5mIg=", in.value(ChecksumAlgorithm.CRC64NVME));
        assertEquals("98O8HYCOBHMq32eZZczDTKeuNEE=", in.value(ChecksumAlgorithm.SHA1));
        assertEquals("JfnnlDI7RTiF9RgfG2JNCw==", in.value(ChecksumAlgorithm.MD5));
    }

    @Test
    void hasNoValuesBeforeTheEndNorOnesNobodyAskedFor() throws IOException {
        DigestingInputStream in = new DigestingInputStream(new ByteArrayInputStream(DIGITS), Set.of());
        in.read();
        assertThrows(IllegalStateException.class, in::md5);
        in.transferTo(OutputStream.nullOutputStream());
        assertThrows(IllegalArgumentException.class, () -> in.value(ChecksumAlgorithm.CRC32));
    }
}
