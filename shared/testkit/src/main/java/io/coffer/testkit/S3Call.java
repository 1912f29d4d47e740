package io.coffer.testkit;

/**
 * One request that reached the stand-in for S3.
 *
 * @param caller the access key id it was signed with
 * @param operation of S3's API, such as {@code UploadPart}
 */
public record S3Call(String caller, String operation) {}
