/** All stores over one engine. */
@NullMarked
package io.coffer.metadata.stores;

import org.jspecify.annotations.NullMarked;
