package io.coffer.standalone;

import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.S3Response;
import java.util.Map;

/** The stores, the operations and the pipeline of one process. */
final class CofferInstance implements AutoCloseable {

    private CofferInstance() {}

    static CofferInstance open(ServeOptions options) {
        return new CofferInstance();
    }

    RequestHandler handler() {
        return request -> S3Response.of(501);
    }

    /** Whether each part the process depends on answers, by its name: {@code metadata}, {@code blobs}. */
    Map<String, Boolean> readiness() {
        return Map.of("metadata", true, "blobs", true);
    }

    @Override
    public void close() {}
}
