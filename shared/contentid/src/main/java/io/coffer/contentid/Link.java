package io.coffer.contentid;

/**
 * What a node says of a block below it.
 *
 * @param fileSize how many bytes of the file are in it and below
 * @param blocksSize how many bytes it and the blocks below it have
 */
record Link(Cid cid, long fileSize, long blocksSize) {}
