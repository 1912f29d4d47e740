package io.coffer.objects;

import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.multipart.MultipartOperations;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The function of requests with an object's path, except for POST, and of POST to a bucket. */
@Singleton
public final class ObjectsFunction extends S3Function {

    public ObjectsFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    public List<Operation> operations(Backend backend) {
        return Stream.of(
                        ObjectOperations.of(backend),
                        MultipartOperations.ofParts(backend))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    protected RequestHandler handler(Backend backend, RequestHandler s3, RequestObserver observer) {
        return new ContentGateway(backend, MAX_BODY, s3);
    }
}
