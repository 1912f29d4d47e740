package io.coffer.pipeline;

import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Headers;
import java.util.List;
import java.util.Set;

/** What the headers of a request that makes an object may ask for; the same for PutObject, CopyObject and CreateMultipartUpload. */
public final class WriteHeaders {

    /** Asking for these and not getting them would break a promise, so they are refused rather than ignored. */
    private static final List<String> NOT_IMPLEMENTED = List.of(
            "x-amz-object-lock-mode",
            "x-amz-object-lock-retain-until-date",
            "x-amz-object-lock-legal-hold",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-server-side-encryption-customer-key",
            "x-amz-server-side-encryption-customer-key-md5",
            "x-amz-tagging");

    private static final List<String> GRANTS = List.of("x-amz-grant-full-control", "x-amz-grant-read", "x-amz-grant-read-acp",
            "x-amz-grant-write", "x-amz-grant-write-acp");

    private static final Set<String> HARMLESS_ACLS = Set.of("private", "bucket-owner-full-control", "bucket-owner-read");

    private WriteHeaders() {}

    /**
     * @throws S3Exception NotImplemented naming the header, InvalidStorageClass for any class but STANDARD,
     *     AccessControlListNotSupported for an ACL of the object's own
     */
    public static void require(S3Headers headers) {
        for (String name : NOT_IMPLEMENTED) {
            if (!headers.find(name).orElse("").isEmpty()) {
                throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", name);
            }
        }
        if (!headers.find("x-amz-storage-class").orElse("STANDARD").equals("STANDARD")) {
            throw new S3Exception(S3ErrorCode.INVALID_STORAGE_CLASS).with("StorageClassRequested", headers.get("x-amz-storage-class"));
        }
        if (!HARMLESS_ACLS.contains(headers.find("x-amz-acl").orElse("private")) || GRANTS.stream().anyMatch(headers::has)) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }
}
