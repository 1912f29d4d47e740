package io.coffer.standalone.client;

import io.coffer.localstack.LocalStackContainers;
import java.util.List;
import java.util.stream.Stream;

/** Where a server under test keeps what it stores. */
enum ServerKind {
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

    /** Those that can run on this machine. */
    static List<ServerKind> here() {
        String asked = System.getProperty("coffer.endpoints", "");
        if (asked.equals("in-process")) {
            return List.of(IN_PROCESS);
        }
        if (asked.equals("gateway")) {
            return List.of(GATEWAY);
        }
        return Stream.of(values())
                .filter(kind -> kind != IN_PROCESS && (kind != LOCALSTACK || LocalStackContainers.canRun()))
                .toList();
    }

    /** Whether requests come through a gateway to functions. */
    boolean hasGateway() {
        return this == GATEWAY || this == LOCALSTACK;
    }
}
