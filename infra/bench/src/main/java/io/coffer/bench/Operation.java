package io.coffer.bench;

/** What is measured, in the order in which it runs: reads and deletes use what PUT stored. */
enum Operation {
    PUT,
    GET,
    HEAD,
    DELETE,
    LIST,
    STREAM
}
