package io.coffer.metadata.tables;

/**
 * A stored item.
 *
 * @param revision changes with every write of the item and never comes back, even after a delete and a new put
 */
public record Item(String partition, String sort, String revision, byte[] value) {}
