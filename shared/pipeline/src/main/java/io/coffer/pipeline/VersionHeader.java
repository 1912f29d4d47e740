package io.coffer.pipeline;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.Versioning;
import io.coffer.protocol.S3Response;

/** The version an answer is about, told where the bucket keeps versions. */
public final class VersionHeader {

    public static final String NAME = "x-amz-version-id";

    private VersionHeader() {}

    /** Puts the id of the version that was written on the answer; none if versioning is suspended, as S3. */
    public static S3Response ofWrite(Bucket bucket, String versionId, S3Response response) {
        return bucket.versioning() == Versioning.ENABLED ? response.with(NAME, versionId) : response;
    }

    /** Puts the id of the version that was read or changed on the answer. */
    public static S3Response write(Bucket bucket, String versionId, S3Response response) {
        return bucket.keepsVersions() ? response.with(NAME, versionId) : response;
    }
}
