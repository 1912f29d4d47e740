package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.ListBucketAnalyticsConfigurationResult;
import io.coffer.protocol.xml.ListBucketIntelligentTieringConfigurationsOutput;
import io.coffer.protocol.xml.ListInventoryConfigurationsResult;
import io.coffer.protocol.xml.ListMetricsConfigurationsResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An operation on a kind of configuration that buckets do not have here, answered as S3 answers for a bucket without any. Its Put is not
 * implemented, and refused by name.
 */
final class NoConfiguration implements BucketOperation {

    private final S3Operation name;
    private final Function<BucketCall, S3Response> answer;

    private NoConfiguration(S3Operation name, Function<BucketCall, S3Response> answer) {
        this.name = name;
        this.answer = answer;
    }

    static List<Operation> all() {
        return Stream.of(
                byId(S3Operation.LIST_BUCKET_ANALYTICS_CONFIGURATIONS, S3Operation.GET_BUCKET_ANALYTICS_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_ANALYTICS_CONFIGURATION, new ListBucketAnalyticsConfigurationResult(false)),
                byId(S3Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS, S3Operation.GET_BUCKET_INVENTORY_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION, new ListInventoryConfigurationsResult(false)),
                byId(S3Operation.LIST_BUCKET_METRICS_CONFIGURATIONS, S3Operation.GET_BUCKET_METRICS_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_METRICS_CONFIGURATION, new ListMetricsConfigurationsResult(false)),
                byId(S3Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS, S3Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                        S3Operation.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                        new ListBucketIntelligentTieringConfigurationsOutput(false)),
                one(S3Operation.GET_BUCKET_WEBSITE, S3Operation.DELETE_BUCKET_WEBSITE, S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION),
                one(S3Operation.GET_BUCKET_REPLICATION, S3Operation.DELETE_BUCKET_REPLICATION,
                        S3ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND)).flatMap(List::stream).toList();
    }

    /** Of a kind that a bucket may have many of, each with an id. */
    private static List<Operation> byId(S3Operation list, S3Operation get, S3Operation delete, Object emptyList) {
        return List.of(
                new NoConfiguration(list, call -> S3Response.xml(emptyList)),
                new NoConfiguration(get, NoConfiguration::absent),
                new NoConfiguration(delete, NoConfiguration::absent));
    }

    /** Of a kind that a bucket may have one of; removing what is not there succeeds. */
    private static List<Operation> one(S3Operation get, S3Operation delete, S3ErrorCode absent) {
        return List.of(
                new NoConfiguration(get, call -> {
                    throw new S3Exception(absent).with("BucketName", call.bucket().name());
                }),
                new NoConfiguration(delete, call -> S3Response.noContent()));
    }

    private static S3Response absent(BucketCall call) {
        throw new S3Exception(S3ErrorCode.NO_SUCH_CONFIGURATION);
    }

    @Override
    public S3Operation name() {
        return name;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return answer.apply(call);
    }
}
