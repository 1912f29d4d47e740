package io.coffer.testkit.gateway;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One synchronous invocation of a function: its event, and the answer that comes or fails with an {@link InvocationFailure}. */
final class Invocation {

    /** Bytes of a synchronous invocation's event, and of its answer: the number that Lambda's own errors name. */
    static final int PAYLOAD_LIMIT = 6_291_556;

    private final String requestId = UUID.randomUUID().toString();
    private final byte[] event;
    private final String traceId;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    Invocation(byte[] event, String traceId) {
        this.event = event;
        this.traceId = traceId;
    }

    String requestId() {
        return requestId;
    }

    byte[] event() {
        return event;
    }

    String traceId() {
        return traceId;
    }

    CompletableFuture<byte[]> answer() {
        return answer;
    }
}
