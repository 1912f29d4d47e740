package io.coffer.fallback;

import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import jakarta.inject.Singleton;
import java.util.List;

/** The function of requests that fit no route: {@code /{bucket}/} with its slash, paths with {@code //}, unknown methods. */
@Singleton
public final class FallbackFunction extends S3Function {

    FallbackFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    protected List<Operation> operations(Backend backend) {
        return EveryOperation.of(backend);
    }
}
