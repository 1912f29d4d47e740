package io.coffer.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.tables.Records;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObjectRecordTest {

    private static final String MARKER = "{\"size\":0,\"modified\":1700000000000,\"ownerId\":\"owner\",\"version\":\"3\"}";

    @Test
    void aDeleteMarkerIsStoredWithoutWhatItDoesNotHave() {
        byte[] written = Records.write(ObjectRecord.deleteMarker(1_700_000_000_000L, "owner", "3"));

        assertEquals(MARKER, new String(written, StandardCharsets.UTF_8));
    }

    @Test
    void aRecordWithoutContentIsADeleteMarker() {
        ObjectRecord read = Records.read(MARKER.getBytes(StandardCharsets.UTF_8), ObjectRecord.class);

        assertTrue(read.isDeleteMarker());
        assertEquals(ObjectRecord.deleteMarker(1_700_000_000_000L, "owner", "3"), read);
    }
}
