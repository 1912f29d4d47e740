package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.auth.Payload;
import io.coffer.auth.VerifiedForm;
import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Headers;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A request whose signature was verified, if it has one, and whose caller may do what it asks.
 *
 * @param bucket the bucket it is about; null for the service and for CreateBucket
 * @param access tells what else the caller may do
 * @param payload the body, decoded and verified as it is read
 */
public record Call(
        S3Request request, S3Operation operation, S3Address address, Bucket bucket, Caller caller, Access access, Payload payload) {

    /** S3 User Guide, Multipart upload limits. */
    public static final int MAX_PARTS = 10_000;

    /** Larger than any configuration of a bucket that S3 takes. */
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;
    /** Larger than 1,000 rules of a lifecycle, and than 10,000 parts with their checksums. */
    private static final int MAX_LONG_DOCUMENT_BYTES = 4 << 20;
    /** Larger than 1,000 keys of 1,024 bytes, each escaped. */
    private static final int MAX_KEYS_BYTES = 8 << 20;

    private static final List<String> SENDER_HEADERS = List.of("host", "referer", "user-agent");

    public String key() {
        return address.key();
    }

    /**
     * This call as it would be if what a form says stood in the request itself: who signed it, the key, the headers, the body. Nothing of
     * it is authorised. Anybody may add a query to the address that a form is sent to: it has no say.
     *
     * @param form who signed it; without a signature it is left to the request's own, if it has one
     * @param fields what the form asks for, as headers; of the request's own only those that tell who sent it remain
     * @throws S3Exception InvalidArgument where both are signed
     */
    public Call ofForm(VerifiedForm form, String key, S3Headers fields, InputStream file) {
        if (form.isSigned() && caller instanceof Caller.Account) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT,
                    "Only one auth mechanism allowed; only the request or its form should be signed");
        }
        SENDER_HEADERS.forEach(name -> fields.setIfPresent(name, header(name)));
        S3Request asked = new S3Request(request.method(), request.rawPath(), null, fields, new QueryParameters(null), file,
                request.secure(), request.remoteAddress());
        return new Call(asked, operation, new S3Address(address.bucket(), key, address.virtualHosted()), bucket,
                form.isSigned() ? form.caller() : caller, access.of(form, asked), Payload.ofFile(file));
    }

    /** @throws S3Exception AccessDenied where the request is not signed */
    public Caller.Account account() {
        if (caller instanceof Caller.Account account) {
            return account;
        }
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
    }

    /** The version the request names, null for none. */
    public String versionId() {
        return parameter("versionId");
    }

    public S3Headers headers() {
        return request.headers();
    }

    /**
     * What must hold of the object that the call replaces: what its headers say, and that there is none where it may make new ones alone.
     */
    public Preconditions preconditionsOfWrite() {
        Preconditions conditions = Preconditions.ofWrite(headers());
        return access.makesNewObjectsAlone(operation, bucket, key()) ? conditions.forNewObjects() : conditions;
    }

    /** The value of a header, or null. */
    public String header(String name) {
        return request.header(name);
    }

    /** The value of a query parameter, or null. */
    public String parameter(String name) {
        return request.parameter(name);
    }

    /**
     * A number in the query.
     *
     * @param fallback its value where the query does not have it
     * @throws S3Exception InvalidArgument where it is no number from {@code min} up
     */
    public int number(String name, int fallback, int min) {
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
     * The part the query names.
     *
     * @throws S3Exception InvalidArgument where it is no number from 1 to {@link #MAX_PARTS}
     */
    public int partNumber() {
        String value = parameter("partNumber");
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= MAX_PARTS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw S3Exception.invalidArgument("partNumber", value,
                "Part number must be an integer between 1 and " + MAX_PARTS + ", inclusive");
    }

    /** Whether listings are to be URL-encoded. */
    public boolean urlEncoding() {
        String value = parameter("encoding-type");
        if (value == null || value.isEmpty()) {
            return false;
        }
        if (!value.equals("url")) {
            throw S3Exception.invalidArgument("encoding-type", value, "Invalid Encoding Method specified in Request");
        }
        return true;
    }

    /**
     * The request's document, read whole and compared with the digests the client declared.
     *
     * @return empty where there is no body
     * @throws S3Exception MalformedXML, MaxMessageLengthExceeded, BadDigest
     */
    public <T> Optional<T> document(Class<T> type) throws IOException {
        return document(type, DeclaredDigests.of(headers(), payload));
    }

    /** As {@link #document(Class)}, for documents whose digests the headers do not declare. */
    public <T> Optional<T> document(Class<T> type, DeclaredDigests declared) throws IOException {
        return document(type, declared, maxDocumentBytes());
    }

    private <T> Optional<T> document(Class<T> type, DeclaredDigests declared, int maxBytes) throws IOException {
        try (DocumentMemory memory = new DocumentMemory()) {
            byte[] xml = declared.readVerified(memory.counting(payload.stream()), maxBytes);
            return xml.length == 0 ? Optional.empty() : Optional.of(S3Xml.read(xml, type));
        }
    }

    private int maxDocumentBytes() {
        if (operation == S3Operation.DELETE_OBJECTS) {
            return MAX_KEYS_BYTES;
        }
        return operation == S3Operation.COMPLETE_MULTIPART_UPLOAD || operation == S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION
                ? MAX_LONG_DOCUMENT_BYTES
                : MAX_DOCUMENT_BYTES;
    }

    /** @throws S3Exception as {@link #document}, and MissingRequestBodyError where there is no body */
    public <T> T requireDocument(Class<T> type) throws IOException {
        return requireDocument(type, maxDocumentBytes());
    }

    /** As {@link #requireDocument(Class)}, for documents that S3 limits further. */
    public <T> T requireDocument(Class<T> type, int maxBytes) throws IOException {
        return document(type, DeclaredDigests.of(headers(), payload), maxBytes)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.MISSING_REQUEST_BODY));
    }
}
