/** The function for what the gateway cannot route by method and path: every group of operations in one. */
@NullMarked
package io.coffer.fallback;

import org.jspecify.annotations.NullMarked;
