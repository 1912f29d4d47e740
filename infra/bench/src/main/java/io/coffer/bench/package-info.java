/**
 * The benchmark behind {@code ./coffer bench}: the same work, in turns, against one or two S3 endpoints.
 *
 * <p>The client is made to cost little beside the server on the same cores: requests are signed by the AWS SDK's SigV4 signer (about 20
 * microseconds) and sent by its pooled Apache HTTP client, without the SDK's S3 client around them; bodies are {@code UNSIGNED-PAYLOAD},
 * as SDKs send them over HTTPS. The long stream is one PUT and one GET, not multipart.
 */
@NullMarked
package io.coffer.bench;

import org.jspecify.annotations.NullMarked;
