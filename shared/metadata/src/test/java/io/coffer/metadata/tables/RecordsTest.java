package io.coffer.metadata.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketNetwork;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Upload;
import io.coffer.metadata.reclaim.Reclaim;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    void aBucketIsStoredWithItsAccessControlList() {
        AccessList list = new AccessList(List.of(new AccessList.Grant(new AccessList.Grantee("75aa57f0"), "READ")));
        Bucket bucket = new Bucket("b", "id", "1", "r", list, 1, null, null, null);
        String json = "{\"name\":\"b\",\"id\":\"id\",\"accountId\":\"1\",\"region\":\"r\",\"accessControlList\":"
                + "{\"grants\":[{\"grantee\":{\"id\":\"75aa57f0\"},\"permission\":\"READ\"}]},\"created\":1,\"network\":\"NONE\"}";
        assertEquals(json, new String(Records.write(bucket), StandardCharsets.UTF_8));
        assertEquals(bucket, Records.read(json.getBytes(StandardCharsets.UTF_8), Bucket.class));
    }

    @Test
    void aBucketFromBeforeThereWereNetworksIsOnNone() {
        String json = "{\"name\":\"b\",\"id\":\"id\",\"accountId\":\"1\",\"region\":\"r\",\"created\":1}";
        assertEquals(BucketNetwork.NONE, Records.read(json.getBytes(StandardCharsets.UTF_8), Bucket.class).network());
    }

    @Test
    void anObjectFromBeforeThereWereContentIdsHasNone() {
        String json = "{\"etag\":\"e\",\"size\":1,\"modified\":1,\"holder\":\"h\",\"content\":{\"kind\":\"blob\",\"id\":\"i\"}}";
        ObjectRecord object = Records.read(json.getBytes(StandardCharsets.UTF_8), ObjectRecord.class);
        assertNull(object.cid());
        assertEquals("bafy", Records.read(Records.write(object.withCid("bafy")), ObjectRecord.class).cid());
    }

    @Test
    void anUploadFromBeforeTheChecksumsOf2026IsRead() {
        String json = "{\"key\":\"k\",\"uploadId\":\"u\",\"initiated\":1,\"checksumAlgorithm\":\"SHA256\",\"checksumType\":\"COMPOSITE\"}";
        Upload upload = Records.read(json.getBytes(StandardCharsets.UTF_8), Upload.class);
        assertEquals(ChecksumAlgorithm.SHA256, upload.checksumAlgorithm());
        assertEquals(ChecksumType.COMPOSITE, upload.checksumType());
        assertTrue(upload.tags().isEmpty());
    }

    /** Its parts were not counted when they were stored, so that nothing may be counted down for them. */
    @Test
    void anUploadThatEndedBeforePartsWereCountedGaveNothingBack() {
        String json = "{\"kind\":\"upload\",\"uploadId\":\"u\"}";
        Reclaim work = Records.read(json.getBytes(StandardCharsets.UTF_8), Reclaim.class);
        assertEquals(new Reclaim.Upload("u", null, null), work);
        assertEquals(json, new String(Records.write(work), StandardCharsets.UTF_8));
    }

    @Test
    void anUploadThatEndedSaysWhoseBytesWereGivenBack() {
        Reclaim work = new Reclaim.Upload("u", null, new Reclaim.GivenBack("1", "id", "bucket", 0));
        assertEquals(work, Records.read(Records.write(work), Reclaim.class));
    }
}
