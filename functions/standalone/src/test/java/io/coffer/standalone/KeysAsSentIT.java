package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keys that other servers fold, decode or trim arrive byte for byte. */
class KeysAsSentIT {

    /** In the order of their bytes, which is the order of a listing. */
    private static final List<String> KEYS = List.of(
            " ", "%2F", "+", ".", "../up", "//", "/leading", "a b+c", "a%20b", "a/../b", "a/./b", "a//b", "a/b/", "a?b=c&d#e", "ä/漢/🗄");

    @TempDir
    Path data;

    @Test
    void everyKeyIsItself() {
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(request -> request.bucket("bucket"));
            for (String key : KEYS) {
                s3.putObject(request -> request.bucket("bucket").key(key), RequestBody.fromString("bytes of " + key));
            }
            List<String> listed = s3.listObjectsV2(request -> request.bucket("bucket")).contents().stream().map(S3Object::key).toList();
            assertEquals(KEYS, listed);
            for (String key : KEYS) {
                assertEquals("bytes of " + key, s3.getObjectAsBytes(request -> request.bucket("bucket").key(key)).asUtf8String());
            }
        }
    }
}
