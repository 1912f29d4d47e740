package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.Caller;
import io.coffer.auth.Payload;
import io.coffer.content.DeclaredDigests;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation reads of its request, whose sender was verified. A {@link ServiceCall}, {@link BucketCall} or {@link ObjectCall} proves
 * that the sender may do what it asks; a call that is called unauthorised proves it later, by what its body says.
 */
public abstract sealed class Call permits ServiceCall, UnauthorisedServiceCall, BucketCall, UnauthorisedBucketCall,
        UnauthorisedObjectCall {

    /** Larger than any configuration of a bucket that S3 takes. */
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;
    /** Larger than 1,000 rules of a lifecycle, and than 10,000 parts with their checksums. */
    private static final int MAX_LONG_DOCUMENT_BYTES = 4 << 20;
    /** Larger than 1,000 keys of 1,024 bytes, each escaped. */
    private static final int MAX_KEYS_BYTES = 8 << 20;

    private final AuthenticatedRequest authenticated;
    private final Access access;

    Call(AuthenticatedRequest authenticated, Access access) {
        this.authenticated = authenticated;
        this.access = access;
    }

    final AuthenticatedRequest authenticated() {
        return authenticated;
    }

    public final S3Request request() {
        return authenticated.request();
    }

    public final Caller caller() {
        return authenticated.caller();
    }

    /** @throws S3Exception AccessDenied if the request is not signed */
    public final Caller.Account account() {
        if (caller() instanceof Caller.Account account) {
            return account;
        }
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
    }

    /** The body, decoded and verified while it is read. */
    public final Payload payload() {
        return authenticated.payload();
    }

    /** Tells what else the caller may do. */
    public final Access access() {
        return access;
    }

    public final S3Headers headers() {
        return request().headers();
    }

    /** The value of a header, or null. */
    public final @Nullable String header(String name) {
        return request().header(name);
    }

    /** The value of a query parameter, or null. */
    public final @Nullable String parameter(String name) {
        return request().parameter(name);
    }

    /**
     * A number in the query.
     *
     * @param fallback its value if the query does not have it
     * @throws S3Exception InvalidArgument if it is no number from {@code min} up
     */
    public final int number(String name, int fallback, int min) {
        String value = parameter(name);
        if (value == null || value.isEmpty()) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        } catch (NumberFormatException e) {
            throw S3Exception.invalidArgument(name, value, "Provided " + name + " not an integer or within integer range");
        }
        throw S3Exception.invalidArgument(name, value,
                "Argument " + name + " must be an integer between " + min + " and " + Integer.MAX_VALUE);
    }

    /**
     * The request's document, read whole and compared with the digests that the client declared.
     *
     * @return empty if there is no body
     * @throws S3Exception MalformedXML, MaxMessageLengthExceeded, BadDigest
     */
    public final <T> Optional<T> document(Class<T> type) throws IOException {
        return document(type, DeclaredDigests.of(headers(), payload()));
    }

    /** As {@link #document(Class)}, for documents whose digests the headers do not declare. */
    public final <T> Optional<T> document(Class<T> type, DeclaredDigests declared) throws IOException {
        return document(type, declared, maxDocumentBytes());
    }

    private <T> Optional<T> document(Class<T> type, DeclaredDigests declared, int maxBytes) throws IOException {
        try (DocumentMemory memory = new DocumentMemory()) {
            byte[] xml = declared.readVerified(memory.counting(payload().stream()), maxBytes);
            return xml.length == 0 ? Optional.empty() : Optional.of(S3Xml.read(xml, type));
        }
    }

    private int maxDocumentBytes() {
        return access.asked().map(Call::maxDocumentBytes).orElse(MAX_DOCUMENT_BYTES);
    }

    private static int maxDocumentBytes(S3Operation operation) {
        return switch (operation) {
            case DELETE_OBJECTS -> MAX_KEYS_BYTES;
            case COMPLETE_MULTIPART_UPLOAD, PUT_BUCKET_LIFECYCLE_CONFIGURATION -> MAX_LONG_DOCUMENT_BYTES;
            default -> MAX_DOCUMENT_BYTES;
        };
    }

    /** @throws S3Exception as {@link #document}, and MissingRequestBodyError if there is no body */
    public final <T> T requireDocument(Class<T> type) throws IOException {
        return requireDocument(type, maxDocumentBytes());
    }

    /** As {@link #requireDocument(Class)}, for documents that S3 limits further. */
    public final <T> T requireDocument(Class<T> type, int maxBytes) throws IOException {
        return document(type, DeclaredDigests.of(headers(), payload()), maxBytes)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.MISSING_REQUEST_BODY));
    }
}
