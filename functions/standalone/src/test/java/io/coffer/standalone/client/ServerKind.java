package io.coffer.standalone.client;

/** Where a server under test keeps what it stores. */
enum ServerKind {
    /** Embedded metadata and files in its data directory. */
    LOCAL,
    /** DynamoDB and S3, each by its stand-in. */
    CLOUD,
    /** The functions behind the gateway emulator, on the same stand-ins, each with the permissions of its statement alone. */
    GATEWAY
}
