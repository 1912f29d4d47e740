package io.coffer.standalone.server;

import io.coffer.buckets.control.S3Control;
import io.coffer.fallback.EveryOperation;
import io.coffer.keys.Activity;
import io.coffer.keys.QueryApi;
import io.coffer.objects.ContentGateway;
import io.coffer.pipeline.ApiDispatcher;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import io.coffer.pipeline.ResponseLimit;

/** All that one process serves at one address: S3, S3 Control, public objects by their content ids, IAM and STS. */
public final class EveryApi {

    private EveryApi() {}

    public static RequestHandler of(Backend backend, RequestObserver observer) {
        return of(backend, observer, Activity.Source.NONE);
    }

    /** @param activity what the operator is told of requests */
    static RequestHandler of(Backend backend, RequestObserver observer, Activity.Source activity) {
        RequestHandler objects = backend.pipeline(EveryOperation.of(backend), ResponseLimit.NONE, observer);
        RequestHandler s3 = new S3Control(backend, new ContentGateway(backend, Long.MAX_VALUE, objects));
        return new ApiDispatcher(new QueryApi(backend, activity), s3, backend.behaviour().domain());
    }
}
