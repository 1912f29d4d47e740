/** Requests, answers and the endpoints that take them: any S3 at a URL, or whatever a test has. */
package io.coffer.proofs.wire;
