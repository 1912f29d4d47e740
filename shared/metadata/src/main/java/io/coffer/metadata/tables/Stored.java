package io.coffer.metadata.tables;

/** A record as it was read, with the revision that a conditional change of it names. */
public record Stored<T>(T record, String revision) {}
