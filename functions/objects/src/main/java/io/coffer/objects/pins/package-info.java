/** The Pinning Service API of IPFS, for what is stored here. */
package io.coffer.objects.pins;
