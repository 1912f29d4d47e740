package io.coffer.proofs.faults;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What DynamoDB answers at times and DynamoDB Local never: conflicts of transactions and throttling; and answers that do not arrive. */
public final class DynamoDbFaults implements ExecutionInterceptor {

    private static final AwsServiceException CONFLICT = TransactionConflictException.builder().message("conflict").statusCode(400).build();
    private static final AwsServiceException THROTTLED = ProvisionedThroughputExceededException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ProvisionedThroughputExceededException").build())
            .statusCode(400)
            .build();
    private static final AwsServiceException CANCELLED = TransactionCanceledException.builder()
            .cancellationReasons(List.of(CancellationReason.builder().code("TransactionConflict").build()))
            .statusCode(400)
            .build();

    private final Faults faults;

    public DynamoDbFaults(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        faults.point();
        if (faults.fails()) {
            if (faults.isBusy()) {
                throw THROTTLED;
            }
            throw context.request() instanceof TransactWriteItemsRequest ? CANCELLED : CONFLICT;
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (faults.fails()) {
            throw RetryableException.create("the connection was reset");
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (faults.fails()) {
            throw RetryableException.create("the answer was lost");
        }
    }
}
