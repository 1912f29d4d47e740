package io.coffer.standalone.backup;

/**
 * A file of the metadata.
 *
 * @param name where it is in the data directory, with slashes
 */
record Piece(String name, String sha256, long length) {}
