package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

@OnStandIns
@OneGatewayStyle
final class ListPartsIT extends S3ClientTest {

    @Test
    void partsAreListedByNumberInPages() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        for (int number : new int[] {7, 3, 10_000, 1, 5}) {
            upload.part(number, bytes(number, number));
        }
        List<Part> paged = new ArrayList<>();
        s3.listPartsPaginator(r -> r.bucket(bucket).key("key").uploadId(upload.uploadId()).maxParts(2))
                .forEach(page -> paged.addAll(page.parts()));
        assertEquals(List.of(1, 3, 5, 7, 10_000), paged.stream().map(Part::partNumber).toList());
        assertEquals(List.of(1L, 3L, 5L, 7L, 10_000L), paged.stream().map(Part::size).toList());
        assertEquals(upload.parts().stream().map(CompletedPart::eTag).toList(), paged.stream().map(Part::eTag).toList());
        ListPartsResponse page = s3.listParts(
                r -> r.bucket(bucket).key("key").uploadId(upload.uploadId()).partNumberMarker(3).maxParts(2));
        assertEquals(List.of(5, 7), page.parts().stream().map(Part::partNumber).toList());
        assertTrue(page.isTruncated());
        assertEquals(7, page.nextPartNumberMarker());
        assertEquals(upload.uploadId(), page.uploadId());
    }
}
