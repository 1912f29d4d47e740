package io.coffer.bench;

/** What is measured, in the order in which it runs: reads and deletes use what PUT stored. */
enum Operation {
    PUT,
    SIGNED,
    GET,
    HEAD,
    DELETE,
    LIST,
    STREAM,
    PARTS
}
