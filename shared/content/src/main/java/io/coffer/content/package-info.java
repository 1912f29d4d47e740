/**
 * Object bytes on their way in and out: the digests a client declares, the one pass that computes them while the bytes are stored, and the
 * slices an answer is made of, and the encryption that may lie between. Decides which tier bytes go to.
 */
@NullMarked
package io.coffer.content;

import org.jspecify.annotations.NullMarked;
