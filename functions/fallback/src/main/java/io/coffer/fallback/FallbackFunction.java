package io.coffer.fallback;

import io.coffer.buckets.control.S3Control;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.objects.ContentGateway;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The function of requests that fit no route: {@code /{bucket}/} with its slash, paths with {@code //}, unknown methods; and of what may be
 * S3 Control's or about an object of a bucket called as its paths begin. Its native executable is that of all functions of S3's operations.
 */
@Singleton
public final class FallbackFunction extends S3Function {

    public FallbackFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    public List<Operation> operations(Backend backend) {
        return EveryOperation.of(backend);
    }

    @Override
    protected RequestHandler handler(Backend backend, RequestHandler s3, RequestObserver observer) {
        return new S3Control(backend, new ContentGateway(backend, MAX_BODY, s3), observer);
    }
}
