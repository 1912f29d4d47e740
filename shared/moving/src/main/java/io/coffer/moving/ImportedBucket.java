package io.coffer.moving;

/** A bucket at the source, and its name at the target. */
public record ImportedBucket(String from, String to) {}
