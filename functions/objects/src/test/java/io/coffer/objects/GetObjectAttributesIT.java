package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;

@OneGatewayStyle
final class GetObjectAttributesIT extends S3ClientTest {

    private static final ObjectAttributes[] ALL = {ObjectAttributes.E_TAG, ObjectAttributes.CHECKSUM, ObjectAttributes.OBJECT_PARTS,
        ObjectAttributes.STORAGE_CLASS, ObjectAttributes.OBJECT_SIZE};

    @Test
    void whatIsAskedForIsTold() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").checksumAlgorithm("SHA256"), "value");
        GetObjectAttributesResponse all = s3.getObjectAttributes(r -> r.bucket(bucket).key("key").objectAttributes(ALL));
        assertEquals(DigestUtils.md5Hex("value"), all.eTag());
        assertEquals(5, all.objectSize());
        assertEquals("STANDARD", all.storageClassAsString());
        assertEquals(base64(DigestUtils.sha256("value")), all.checksum().checksumSHA256());
        assertEquals("FULL_OBJECT", all.checksum().checksumTypeAsString());
        assertNull(all.objectParts());
        assertEquals(s3.headObject(r -> r.bucket(bucket).key("key")).lastModified(), all.lastModified());
        GetObjectAttributesResponse size =
                s3.getObjectAttributes(r -> r.bucket(bucket).key("key").objectAttributes(ObjectAttributes.OBJECT_SIZE));
        assertEquals(5, size.objectSize());
        assertNull(size.eTag());
        assertNull(size.checksum());
    }

    @Test
    void partsAreListedInPages() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(2, bytes(minPart, 1));
        upload.part(4, bytes(minPart + 1, 2));
        upload.part(7, bytes(10, 3));
        upload.complete();
        GetObjectAttributesResponse all = s3.getObjectAttributes(r -> r.bucket(bucket).key("key").objectAttributes(ALL));
        assertEquals(3, all.objectParts().totalPartsCount());
        assertEquals(List.of(2, 4, 7), all.objectParts().parts().stream().map(ObjectPart::partNumber).toList());
        assertEquals(List.of((long) minPart, minPart + 1L, 10L), all.objectParts().parts().stream().map(ObjectPart::size).toList());
        GetObjectAttributesResponse first = s3.getObjectAttributes(r -> r.bucket(bucket).key("key").objectAttributes(ALL).maxParts(2));
        assertTrue(first.objectParts().isTruncated());
        assertEquals(4, first.objectParts().nextPartNumberMarker());
        GetObjectAttributesResponse rest = s3.getObjectAttributes(r -> r.bucket(bucket).key("key").objectAttributes(ALL)
                .maxParts(2).partNumberMarker(first.objectParts().nextPartNumberMarker()));
        assertEquals(List.of(7), rest.objectParts().parts().stream().map(ObjectPart::partNumber).toList());
    }

    @Test
    void somethingMustBeAskedFor() {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertTrue(raw("GET", "/" + bucket + "/key?attributes").signed().send().body().contains("<Code>InvalidRequest</Code>"));
        assertTrue(raw("GET", "/" + bucket + "/key?attributes").header("x-amz-object-attributes", "Colour").signed().send().body()
                .contains("<Code>InvalidArgument</Code>"));
        assertRefused(404, "NoSuchKey", () -> s3.getObjectAttributes(r -> r.bucket(bucket).key("missing").objectAttributes(ALL)));
    }
}
