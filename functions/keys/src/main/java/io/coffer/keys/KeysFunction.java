package io.coffer.keys;

import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.pipeline.ApiDispatcher;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import jakarta.inject.Singleton;
import java.util.List;

/** The function of {@code POST /}, where the query APIs are and none of S3's operations. */
@Singleton
public final class KeysFunction extends S3Function {

    public KeysFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    public List<Operation> operations(Backend backend) {
        return List.of();
    }

    @Override
    protected RequestHandler handler(Backend backend, RequestHandler s3, RequestObserver observer) {
        return new ApiDispatcher(new QueryApi(backend, Activity.Source.NONE, observer), s3, backend.behaviour().domain());
    }
}
