package io.coffer.objects.pins;

/**
 * An object of a bucket on IPFS.
 *
 * @param modified in milliseconds of the epoch
 */
record Pin(String key, String cid, long modified) {}
