package io.coffer.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What records look like where they are stored, which every later version has to read. */
final class RecordsTest {

    @ParameterizedTest
    @EnumSource
    void aChecksumIsStoredByItsName(ChecksumAlgorithm algorithm) {
        Checksum checksum = new Checksum(algorithm, ChecksumType.COMPOSITE, "abcd-2");
        String json = new String(Records.write(checksum), StandardCharsets.UTF_8);
        assertEquals("{\"algorithm\":\"" + algorithm + "\",\"type\":\"COMPOSITE\",\"value\":\"abcd-2\"}", json);
        assertEquals(checksum, Records.read(json.getBytes(StandardCharsets.UTF_8), Checksum.class));
    }

    @Test
    void anUploadFromBeforeTheChecksumsOf2026IsRead() {
        String json = "{\"key\":\"k\",\"uploadId\":\"u\",\"initiated\":1,\"checksumAlgorithm\":\"SHA256\",\"checksumType\":\"COMPOSITE\"}";
        Upload upload = Records.read(json.getBytes(StandardCharsets.UTF_8), Upload.class);
        assertEquals(ChecksumAlgorithm.SHA256, upload.checksumAlgorithm());
        assertEquals(ChecksumType.COMPOSITE, upload.checksumType());
        assertTrue(upload.tags().isEmpty());
    }
}
