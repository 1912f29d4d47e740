/** The Pinning Service API of IPFS, for what is stored here. */
@NullMarked
package io.coffer.objects.pins;

import org.jspecify.annotations.NullMarked;
