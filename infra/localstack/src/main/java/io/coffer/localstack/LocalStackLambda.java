package io.coffer.localstack;

import io.coffer.testkit.gateway.FunctionInvoker;
import io.coffer.testkit.gateway.FunctionTemplate;
import io.coffer.testkit.gateway.InvocationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Puts functions into Lambda as the template states them, and invokes them there. */
final class LocalStackLambda implements AutoCloseable {

    /** LocalStack asks no role for its permissions. */
    private static final String ROLE = "arn:aws:iam::000000000000:role/coffer";
    /** Requests that wait for functions at the same time. */
    private static final int INVOCATIONS = 32;

    private final LambdaClient lambda;
    private final String javaRuntime;
    private final ExecutorService invocations = Executors.newFixedThreadPool(INVOCATIONS, task -> {
        Thread thread = new Thread(task, "localstack-invocation");
        thread.setDaemon(true);
        return thread;
    });

    LocalStackLambda(LambdaClient lambda, String javaRuntime) {
        this.lambda = lambda;
        this.javaRuntime = javaRuntime;
    }

    /** Returns once the function takes invocations; one of the same name is replaced. */
    FunctionInvoker deploy(FunctionTemplate function) {
        String name = "coffer-" + function.name();
        try {
            lambda.deleteFunction(r -> r.functionName(name));
        } catch (ResourceNotFoundException e) {
            // There was none.
        }
        SdkBytes zip = zip(function);
        lambda.createFunction(r -> r
                .functionName(name)
                .runtime(function.runtime().startsWith("java") ? javaRuntime : function.runtime())
                .handler(function.handler())
                .memorySize(function.memory())
                .timeout((int) function.timeout().toSeconds())
                .role(ROLE)
                .environment(e -> e.variables(function.environment()))
                .code(c -> c.zipFile(zip)));
        try (var waiter = lambda.waiter()) {
            waiter.waitUntilFunctionActiveV2(r -> r.functionName(name));
        }
        return (event, traceId) -> CompletableFuture.supplyAsync(() -> event, invocations).thenCompose(sent -> invoke(name, sent));
    }

    private static SdkBytes zip(FunctionTemplate function) {
        try {
            return SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(function.zip()));
        } catch (IOException e) {
            throw new UncheckedIOException("the package of " + function.name() + " cannot be read: mvn package makes it", e);
        }
    }

    private CompletableFuture<byte[]> invoke(String name, byte[] event) {
        try {
            InvokeResponse response = lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromByteArrayUnsafe(event)));
            return response.functionError() == null
                    ? CompletableFuture.completedFuture(response.payload().asByteArray())
                    : failed(response.payload().asUtf8String());
        } catch (SdkException e) {
            return failed(e.getMessage());
        }
    }

    private static CompletableFuture<byte[]> failed(@Nullable String message) {
        return CompletableFuture.failedFuture(new InvocationFailure(InvocationFailure.Kind.UNHANDLED, message));
    }

    @Override
    public void close() {
        invocations.shutdownNow();
    }
}
