/** Requests, answers and the endpoints that take them: any S3 at a URL, or whatever a test has. */
@NullMarked
package io.coffer.proofs.wire;

import org.jspecify.annotations.NullMarked;
