package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

@OnStandIns
@OneGatewayStyle
final class ListMultipartUploadsIT extends S3ClientTest {

    @Test
    void uploadsAreListedByKeyInPages() {
        String bucket = bucket();
        List<String> keys = List.of("a/1", "a/2", "b", "b", "b", "c", "😀");
        keys.forEach(key -> Multipart.begin(s3, bucket, key));
        for (int pageSize : new int[] {1, 2, 3, 1000}) {
            List<MultipartUpload> paged = new ArrayList<>();
            s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).maxUploads(pageSize))
                    .forEach(page -> paged.addAll(page.uploads()));
            assertEquals(keys, paged.stream().map(MultipartUpload::key).toList());
            assertEquals(keys.size(), paged.stream().map(MultipartUpload::uploadId).distinct().count());
        }
        ListMultipartUploadsResponse folded = s3.listMultipartUploads(r -> r.bucket(bucket).delimiter("/"));
        assertEquals("a/", folded.commonPrefixes().get(0).prefix());
        assertEquals(List.of("b", "b", "b", "c", "😀"), folded.uploads().stream().map(MultipartUpload::key).toList());
        assertFalse(folded.isTruncated());
        assertEquals(List.of("a/1", "a/2"),
                s3.listMultipartUploads(r -> r.bucket(bucket).prefix("a/")).uploads().stream().map(MultipartUpload::key).toList());
    }
}
