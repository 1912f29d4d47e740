/** Packs the server into a container image, without Docker. */
@NullMarked
package io.coffer.distribution;

import org.jspecify.annotations.NullMarked;
