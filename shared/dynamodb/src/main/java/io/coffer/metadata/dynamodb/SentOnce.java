package io.coffer.metadata.dynamodb;

import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** Requests without a token, which DynamoDB applies as often as they arrive: the SDK must not send them again by itself. */
final class SentOnce {

    static final AwsRequestOverrideConfiguration CONFIGURATION = AwsRequestOverrideConfiguration.builder()
            .addPlugin(client -> client.overrideConfiguration(
                    client.overrideConfiguration().copy(all -> all.retryStrategy(DefaultRetryStrategy.doNotRetry()))))
            .build();

    private SentOnce() {}

    /** DynamoDB has answered that it did nothing. Of errors 5xx it is not known (Developer Guide, Error handling with DynamoDB). */
    static boolean isRefusal(SdkException e) {
        return e instanceof AwsServiceException service && service.statusCode() < 500;
    }

    /** No connection was made that could have carried the request. */
    static boolean isUnsent(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
