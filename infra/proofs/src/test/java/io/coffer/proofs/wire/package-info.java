/** Requests, answers and the endpoints that take them: Coffer in the test's own process, or any S3 at a URL. */
package io.coffer.proofs.wire;
