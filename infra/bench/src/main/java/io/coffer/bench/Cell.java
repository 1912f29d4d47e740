package io.coffer.bench;

/**
 * One line of the report.
 *
 * @param what the operation, such as {@code PUT} or {@code STREAM up}
 * @param size the object's bytes; for LIST the bucket's number of keys
 */
record Cell(String what, long size, int connections) {}
