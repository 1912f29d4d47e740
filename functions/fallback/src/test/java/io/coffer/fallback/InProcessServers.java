package io.coffer.fallback;

import io.coffer.buckets.control.S3Control;
import io.coffer.endpoints.InProcessServer;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.ServersUnderTest;
import io.coffer.endpoints.TestServer;
import io.coffer.keys.Activity;
import io.coffer.keys.QueryApi;
import io.coffer.objects.ContentGateway;
import io.coffer.objects.pins.PinningService;
import io.coffer.pipeline.ApiDispatcher;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import io.coffer.pipeline.ResponseLimit;
import java.util.Optional;
import java.util.Set;

/** Starts servers in the process of the tests with every operation and every query API: this module is the first that can see them all. */
public final class InProcessServers implements ServersUnderTest {

    @Override
    public Set<ServerKind> kinds() {
        return Set.of(ServerKind.IN_PROCESS);
    }

    @Override
    public TestServer start(ServerKind kind) {
        return InProcessServer.start(InProcessServers::api);
    }

    private static RequestHandler api(Backend backend) {
        RequestHandler objects = backend.pipeline(EveryOperation.of(backend), ResponseLimit.NONE, RequestObserver.NONE);
        RequestHandler byContent = new ContentGateway(backend, Long.MAX_VALUE, objects);
        RequestHandler s3 = new S3Control(backend, new PinningService(backend, byContent, Optional.empty()), RequestObserver.NONE);
        return new ApiDispatcher(new QueryApi(backend, Activity.Source.NONE, RequestObserver.NONE), s3, backend.behaviour().domain());
    }
}
