package io.coffer.endpoints;

/** Where a server under test keeps what it stores. */
public enum ServerKind {
    /**
     * Every operation in the process of the tests, without a socket; asked for by {@code -Dcoffer.endpoints=in-process}, and then alone.
     */
    IN_PROCESS,
    /** Embedded metadata and files in its data directory. */
    LOCAL,
    /** DynamoDB and S3, each by its stand-in. */
    CLOUD,
    /** The functions behind the gateway emulator, on the same stand-ins, each with the permissions of its statement alone. */
    GATEWAY,
    /** The functions in LocalStack, behind the gateway emulator's front. If there is no Docker engine, there is none of this kind. */
    LOCALSTACK;

    /** The smallest part that uploads may have at functions: two parts of AWS's 5 MiB do not come back through one. */
    public static final int MIN_PART_OF_FUNCTIONS = 1 << 20;

    /** Whether requests come through a gateway to functions. */
    public boolean hasGateway() {
        return this == GATEWAY || this == LOCALSTACK;
    }

    /** What every part of an upload except its last must have, in bytes. */
    public int minPart() {
        return hasGateway() ? MIN_PART_OF_FUNCTIONS : 5 << 20;
    }
}
