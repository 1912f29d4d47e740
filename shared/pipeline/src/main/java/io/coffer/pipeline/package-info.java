/**
 * One request's way: address and operation, authentication, bucket, authorisation, the operation itself, and the answer. The only place
 * that catches; operations throw {@link io.coffer.protocol.S3Exception} and know nothing of HTTP servers or functions.
 */
package io.coffer.pipeline;
