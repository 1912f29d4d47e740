/** Lifecycle rules: which are well formed, what they match, and when what they ask for is due. No I/O. */
package io.coffer.lifecycle;
