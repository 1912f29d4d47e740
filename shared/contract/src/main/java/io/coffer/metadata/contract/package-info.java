/** The tests that every engine passes. */
@NullMarked
package io.coffer.metadata.contract;

import org.jspecify.annotations.NullMarked;
