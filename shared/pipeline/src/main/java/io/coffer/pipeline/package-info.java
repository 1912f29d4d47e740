/**
 * One request's way: address and operation, authentication, bucket, authorisation, the operation itself, and the answer. Operations throw
 * {@link io.coffer.protocol.errors.S3Exception} and know nothing of HTTP servers or functions; what stores refuse is worded here.
 */
@NullMarked
package io.coffer.pipeline;

import org.jspecify.annotations.NullMarked;
