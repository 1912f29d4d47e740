package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.access.ActionTable.Action;
import io.coffer.protocol.S3Address.Level;
import io.coffer.protocol.S3Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OperationActionsTest {

    /** Asked of a whole account, of directory buckets or of S3 Object Lambda, which general purpose buckets' policies do not speak of. */
    private static final Set<S3Operation> ELSEWHERE = EnumSet.of(S3Operation.LIST_BUCKETS, S3Operation.LIST_DIRECTORY_BUCKETS,
            S3Operation.CREATE_SESSION, S3Operation.RENAME_OBJECT, S3Operation.WRITE_GET_OBJECT_RESPONSE);

    /** Asked of the bucket, and decided for each of their keys. */
    private static final Set<S3Operation> BY_KEY = EnumSet.of(S3Operation.DELETE_OBJECTS, S3Operation.POST_OBJECT);

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void everyOperationAsksForAnActionThatPoliciesCanName(S3Operation operation) {
        for (boolean versioned : new boolean[] {false, true}) {
            String name = operation.action(versioned);
            List<Action> actions = ActionTable.matching(ActionTable.comparable(name));
            if (ELSEWHERE.contains(operation)) {
                assertTrue(actions.isEmpty(), name);
                continue;
            }
            assertEquals(1, actions.size(), name);
            assertEquals(name, actions.get(0).name());
            assertEquals(BY_KEY.contains(operation) ? Level.OBJECT : operation.level(), actions.get(0).level(), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD_OBJECT, false, s3:GetObject",
        "HEAD_OBJECT, true, s3:GetObjectVersion",
        "GET_OBJECT, true, s3:GetObjectVersion",
        "DELETE_OBJECT, true, s3:DeleteObjectVersion",
        "GET_OBJECT_TAGGING, true, s3:GetObjectVersionTagging",
        "HEAD_BUCKET, false, s3:ListBucket",
        "LIST_OBJECTS_V2, false, s3:ListBucket",
        "LIST_OBJECT_VERSIONS, false, s3:ListBucketVersions",
        "UPLOAD_PART, false, s3:PutObject",
        "COPY_OBJECT, false, s3:PutObject",
        "LIST_PARTS, false, s3:ListMultipartUploadParts",
        "ABORT_MULTIPART_UPLOAD, false, s3:AbortMultipartUpload",
        "DELETE_BUCKET_CORS, false, s3:PutBucketCORS",
        "GET_BUCKET_LIFECYCLE_CONFIGURATION, false, s3:GetLifecycleConfiguration",
        "GET_BUCKET_ENCRYPTION, false, s3:GetEncryptionConfiguration",
        "DELETE_PUBLIC_ACCESS_BLOCK, false, s3:PutBucketPublicAccessBlock",
    })
    void actionsThatAreNotNamedLikeTheirOperations(S3Operation operation, boolean versioned, String action) {
        assertEquals(action, operation.action(versioned));
    }

    @Test
    void patternsStandForSeveralActions() {
        assertEquals(4, ActionTable.matching("s3:get*objecttagging").size() + ActionTable.matching("s3:*objectversionacl").size()
                + ActionTable.matching("s3:deletebucketpolic?").size());
    }
}
