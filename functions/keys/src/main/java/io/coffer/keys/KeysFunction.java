package io.coffer.keys;

import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import jakarta.inject.Singleton;
import java.util.List;

/** The function of {@code POST /}. None of S3's operations arrives there, and none of IAM's is implemented yet: it refuses what comes. */
@Singleton
public final class KeysFunction extends S3Function {

    KeysFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    protected List<Operation> operations(Backend backend) {
        return List.of();
    }
}
