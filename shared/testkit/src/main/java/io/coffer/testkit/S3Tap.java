package io.coffer.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.rest.AuthorizationException;

/**
 * What S3 has and its stand-in has not: it counts requests by caller, and it denies callers what they may not do. A caller is an access key
 * id. Goes into {@link LocalS3#start(S3Tap)}. It sits below S3Proxy's HTTP, so it knows requests by what they do to the store; HEAD,
 * copies and what concerns buckets it neither counts nor denies: the blob tier asks for none of them.
 */
public final class S3Tap {

    /** What a request does to the store, the operation it was, and the action IAM asks for. */
    private record Known(String operation, String action) {}

    /** Service Authorization Reference, S3: the operations of a multipart upload need PutObject, except for AbortMultipartUpload. */
    private static final Map<String, Known> BY_METHOD = Map.of(
            "putBlob", new Known("PutObject", "PutObject"),
            "getBlob", new Known("GetObject", "GetObject"),
            "removeBlob", new Known("DeleteObject", "DeleteObject"),
            "removeBlobs", new Known("DeleteObjects", "DeleteObject"),
            "list", new Known("ListObjects", "ListBucket"),
            "initiateMultipartUpload", new Known("CreateMultipartUpload", "PutObject"),
            "uploadMultipartPart", new Known("UploadPart", "PutObject"),
            "completeMultipartUpload", new Known("CompleteMultipartUpload", "PutObject"),
            "abortMultipartUpload", new Known("AbortMultipartUpload", "AbortMultipartUpload"),
            "listMultipartUploads", new Known("ListMultipartUploads", "ListBucketMultipartUploads"));

    /** Statements name no bucket: there is one of blobs. */
    private static final String BLOBS = "blobs";

    private final Permissions permissions;
    private final Recording.All<S3Call> recordings = new Recording.All<>();

    private S3Tap(Permissions permissions) {
        this.permissions = permissions;
    }

    /** Everybody may do everything. */
    public static S3Tap open() {
        return new S3Tap(Permissions.open());
    }

    /**
     * Callers may do what their statement says of blobs and nothing else.
     *
     * @param statements by caller
     * @param trusted callers beside {@link LocalS3#ACCESS_KEY} that may do everything
     */
    public static S3Tap guarding(Map<String, FunctionStatement> statements, String... trusted) {
        Map<String, List<Access>> allowed = statements.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey,
                statement -> statement.getValue().blobs().stream().map(action -> new Access(action, BLOBS)).toList()));
        return new S3Tap(Permissions.of(allowed, LocalS3.ACCESS_KEY, trusted));
    }

    public Recording<S3Call> begin() {
        return recordings.begin();
    }

    /** What callers with statements used of what they were granted, and what they were denied. */
    public GrantReport grants() {
        return permissions.report();
    }

    /**
     * The store as one request sees it.
     *
     * @param key the object that it names, null if it names none
     */
    BlobStore watching(String caller, String key, BlobStore store) {
        return (BlobStore) Proxy.newProxyInstance(S3Tap.class.getClassLoader(), new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> {
                    Known known = BY_METHOD.get(method.getName());
                    if (known != null && !isBookkeeping(key, arguments)) {
                        recordings.add(new S3Call(caller, known.operation));
                        if (permissions.refused(caller, List.of(new Access(known.action, BLOBS))).isPresent()) {
                            throw new AuthorizationException(caller + " may not s3:" + known.action);
                        }
                    }
                    return call(store, method, arguments);
                });
    }

    /** S3Proxy notes uploads in blobs that are named by their id. */
    private static boolean isBookkeeping(String key, Object[] arguments) {
        Object what = arguments == null || arguments.length < 2 ? null : arguments[1];
        return (what instanceof Blob blob && !blob.getMetadata().getName().equals(key))
                || (what instanceof String name && !name.equals(key));
    }

    private static Object call(BlobStore store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
