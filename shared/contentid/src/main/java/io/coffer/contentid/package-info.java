/** IPFS content ids: what a client of IPFS would call the bytes that pass by. No I/O. */
@NullMarked
package io.coffer.contentid;

import org.jspecify.annotations.NullMarked;
