/** Packs the server into a container image, without Docker. Scripts of this module pack it for all else. */
@NullMarked
package io.coffer.distribution;

import org.jspecify.annotations.NullMarked;
