package io.coffer.pipeline;

import io.coffer.metadata.Bucket;
import io.coffer.protocol.S3Response;

/** The version an answer is about, told where the bucket keeps versions. */
public final class VersionHeader {

    private VersionHeader() {}

    /** Puts the version's id on an answer. */
    public static S3Response write(Bucket bucket, String versionId, S3Response response) {
        return bucket.keepsVersions() ? response.with("x-amz-version-id", versionId) : response;
    }
}
