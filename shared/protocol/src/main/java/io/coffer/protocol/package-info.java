/**
 * S3's vocabulary with no input or output of its own: which operation a request names ({@link io.coffer.protocol.S3Router}), what a
 * request and a response are, the errors S3 documents, and the rules for names, ranges, ETags, dates and encodings. Sees no other module.
 */
@NullMarked
package io.coffer.protocol;

import org.jspecify.annotations.NullMarked;
