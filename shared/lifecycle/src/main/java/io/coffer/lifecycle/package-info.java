/** Lifecycle rules: which are well formed, what they match, and when what they ask for is due. No I/O. */
@NullMarked
package io.coffer.lifecycle;

import org.jspecify.annotations.NullMarked;
