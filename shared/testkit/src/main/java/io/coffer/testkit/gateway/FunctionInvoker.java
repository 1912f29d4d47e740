package io.coffer.testkit.gateway;

import java.util.concurrent.CompletableFuture;

/** A function, wherever it runs. */
public interface FunctionInvoker {

    /**
     * Invokes it and waits for its answer, in a thread of its own.
     *
     * @param event JSON
     * @param traceId of X-Ray's header
     * @return the answer, or an {@link InvocationFailure}
     */
    CompletableFuture<byte[]> invoke(byte[] event, String traceId);
}
