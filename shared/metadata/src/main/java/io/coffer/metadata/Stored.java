package io.coffer.metadata;

/** A record as it was read, with the revision that a conditional change of it names. */
public record Stored<T>(T record, String revision) {}
