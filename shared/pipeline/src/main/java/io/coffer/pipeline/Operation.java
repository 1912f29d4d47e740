package io.coffer.pipeline;

import io.coffer.protocol.S3Operation;

/** One S3 operation, as the level of resource that it acts on lets it be called. Thread-safe. */
public sealed interface Operation permits ServiceOperation, ServiceOperation.SelfAuthorised, BucketOperation,
        BucketOperation.SelfAuthorised, ObjectOperation, ObjectOperation.SelfAuthorised {

    S3Operation name();
}
