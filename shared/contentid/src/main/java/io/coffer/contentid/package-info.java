/** IPFS content ids: what a client of IPFS would call the bytes that pass by. No I/O. */
package io.coffer.contentid;
