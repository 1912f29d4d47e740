package io.coffer.multipart;

import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import jakarta.inject.Singleton;
import java.util.List;

/** The function of what is posted to an object's path. */
@Singleton
public final class MultipartFunction extends S3Function {

    public MultipartFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    public List<Operation> operations(Backend backend) {
        return MultipartOperations.posted(backend);
    }
}
