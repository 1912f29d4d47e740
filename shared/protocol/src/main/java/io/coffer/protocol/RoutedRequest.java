package io.coffer.protocol;

/** A request of which it is known what it is about and which operation it asks for. Only {@link S3Router} makes one. */
public final class RoutedRequest {

    private final S3Request request;
    private final S3Address address;
    private final S3Operation operation;

    RoutedRequest(S3Request request, S3Address address, S3Operation operation) {
        this.request = request;
        this.address = address;
        this.operation = operation;
    }

    public S3Request request() {
        return request;
    }

    public S3Address address() {
        return address;
    }

    public S3Operation operation() {
        return operation;
    }
}
