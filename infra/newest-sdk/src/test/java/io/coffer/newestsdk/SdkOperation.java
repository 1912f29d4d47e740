package io.coffer.newestsdk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** An operation of the SDK's client, called by reflection with a request that has every member S3 requires, and some it does not. */
record SdkOperation(String name, Method method) {

    /** Every operation in the order of their names, except SelectObjectContent, which only the asynchronous client has. */
    static List<SdkOperation> all() {
        Map<String, Method> methods = Stream.of(S3Client.class.getMethods())
                .filter(SdkOperation::isOperation)
                .collect(Collectors.toMap(SdkOperation::name, Function.identity(), SdkOperation::fuller, TreeMap::new));
        return methods.entrySet().stream().map(entry -> new SdkOperation(entry.getKey(), entry.getValue())).toList();
    }

    private static String name(Method method) {
        return method.getParameterTypes()[0].getSimpleName().replaceFirst("Request$", "");
    }

    /** Of two methods for one operation that with a reader of bytes. */
    private static Method fuller(Method one, Method other) {
        return one.getParameterCount() > other.getParameterCount() ? one : other;
    }

    private static boolean isOperation(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return types.length > 0
                && S3Request.class.isAssignableFrom(types[0])
                && method.getName().equalsIgnoreCase(name(method))
                && Arrays.stream(types).skip(1).allMatch(type -> type == RequestBody.class || type == ResponseTransformer.class);
    }

    /** @throws RuntimeException whatever the client throws */
    void call(S3Client client, String bucket, String key) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, bucket, key))
                .toArray();
        try {
            method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object argument(Class<?> type, String bucket, String key) {
        if (type == RequestBody.class) {
            return RequestBody.fromString("replaced");
        }
        return type == ResponseTransformer.class ? ResponseTransformer.toBytes() : request(type, bucket, key);
    }

    private static Object request(Class<?> type, String bucket, String key) {
        try {
            SdkPojo builder = (SdkPojo) type.getMethod("builder").invoke(null);
            new Members(bucket, key).fill(builder);
            return ((SdkBuilder<?, ?>) builder).build();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
