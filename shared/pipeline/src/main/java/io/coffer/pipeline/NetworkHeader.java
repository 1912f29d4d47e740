package io.coffer.pipeline;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketNetwork;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.Arrays;
import java.util.Locale;

/** The header by which a bucket is made on a network, and told to be on it. S3 has no word for it, and Filebase chooses in its console. */
public final class NetworkHeader {

    public static final String NAME = "x-coffer-network";

    private NetworkHeader() {}

    /**
     * The network that a request asks for.
     *
     * @param otherwise what it gets if it asks for none
     * @throws S3Exception InvalidArgument
     */
    public static BucketNetwork of(S3Headers headers, BucketNetwork otherwise) {
        String asked = headers.get(NAME);
        if (asked == null) {
            return otherwise;
        }
        return Arrays.stream(BucketNetwork.values())
                .filter(network -> network.name().equalsIgnoreCase(asked.trim()))
                .findFirst()
                .orElseThrow(() -> S3Exception.invalidArgument(NAME, asked, "The network must be ipfs or none."));
    }

    public static S3Response write(Bucket bucket, S3Response response) {
        return response.with(NAME, bucket.network().name().toLowerCase(Locale.ROOT));
    }
}
