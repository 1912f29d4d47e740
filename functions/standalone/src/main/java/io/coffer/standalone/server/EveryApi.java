package io.coffer.standalone.server;

import io.coffer.buckets.control.S3Control;
import io.coffer.fallback.EveryOperation;
import io.coffer.keys.Activity;
import io.coffer.keys.QueryApi;
import io.coffer.objects.ContentGateway;
import io.coffer.objects.pins.PinningService;
import io.coffer.pipeline.ApiDispatcher;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import io.coffer.pipeline.ResponseLimit;
import java.net.URI;
import java.util.Optional;

/** All that one process serves at one address: S3, S3 Control, public objects by their content ids, pins, IAM and STS. */
final class EveryApi {

    private EveryApi() {}

    /**
     * @param activity what the operator is told of requests
     * @param kubo the RPC address of a node of IPFS that is asked for pins
     */
    static RequestHandler of(Backend backend, RequestObserver observer, Activity.Source activity, Optional<URI> kubo) {
        RequestHandler objects = backend.pipeline(EveryOperation.of(backend), ResponseLimit.NONE, observer);
        RequestHandler byContent = new ContentGateway(backend, Long.MAX_VALUE, objects);
        RequestHandler s3 = new S3Control(backend, new PinningService(backend, byContent, kubo), observer);
        return new ApiDispatcher(new QueryApi(backend, activity, observer), s3, backend.behaviour().domain());
    }
}
