package io.coffer.objects;

import io.coffer.auth.Caller;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentReader;
import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.IfRange;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.StoredHeaders;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What GetObject and HeadObject have in common: finding the object, its conditions, the range asked for, and the headers. */
final class ReadObject {

    /** Which of an answer's headers each {@code response-...} parameter replaces. */
    private static final Map<String, String> OVERRIDES = Map.of(
            "response-cache-control", "Cache-Control",
            "response-content-disposition", "Content-Disposition",
            "response-content-encoding", "Content-Encoding",
            "response-content-language", "Content-Language",
            "response-content-type", "Content-Type",
            "response-expires", "Expires");

    private static final List<String> OF_NOT_MODIFIED = List.of("Cache-Control", "Expires", ObjectHeaders.VERSION);

    private final ObjectStore objects;
    private final ContentReader contents;
    private final Lifecycles lifecycles;
    private final ServerSideEncryption encryption;
    private final Clock clock;

    ReadObject(ObjectStore objects, ContentReader contents, Lifecycles lifecycles, ServerSideEncryption encryption, Clock clock) {
        this.objects = objects;
        this.contents = contents;
        this.lifecycles = lifecycles;
        this.encryption = encryption;
        this.clock = clock;
    }

    /**
     * What a read asks for.
     *
     * @param partial whether the answer is a 206
     */
    record Found(ObjectRecord object, ContentCipher cipher, ByteRange range, boolean partial, int parts) {}

    /**
     * S3 API Reference, GetObject: who asks for other headers signs the request, or anybody could have a public object told as another
     * type than its own.
     */
    private static void requireOverride(ObjectCall call, String parameter) {
        String value = call.parameter(parameter);
        if (value == null) {
            return;
        }
        if (call.caller() instanceof Caller.Anonymous) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= 0xff && c != 0x7f)) {
            throw S3Exception.invalidArgument(parameter, value, "Header value cannot be represented using ISO-8859-1.");
        }
    }

    /**
     * @throws S3Exception InvalidRequest, InvalidArgument, NoSuchKey, NoSuchVersion, MethodNotAllowed, PreconditionFailed, NotModified,
     *     InvalidRange, InvalidPartNumber, and what {@link ServerSideEncryption#forRead} refuses
     */
    Found find(ObjectCall call) {
        OVERRIDES.keySet().forEach(parameter -> requireOverride(call, parameter));
        ObjectRecord object = Refusals.require(objects.find(call.bucket(), call.key(), call.versionId()));
        ContentCipher cipher = encryption.at(call.bucket(), call.key())
                .forRead(call.headers(), call.request().secure(), object.encryption());
        requireConditions(call, object);
        String range = call.header("range");
        String partNumber = call.parameter("partNumber");
        if (partNumber != null) {
            if (range != null) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Cannot specify both Range header and partNumber query parameter");
            }
            return part(object, cipher, call.partNumber());
        }
        Optional<ByteRange> asked = range != null && IfRange.holds(call.headers(), object.etag(), object.lastModified())
                ? ByteRange.parse(range, object.size())
                : Optional.empty();
        return new Found(object, cipher, asked.orElse(new ByteRange(0, object.size() - 1)), asked.isPresent(), 0);
    }

    /** RFC 9110, 15.4.5: a 304 has what the 200 would have had of ETag, Cache-Control and Expires; S3 tells the version, too. */
    private void requireConditions(ObjectCall call, ObjectRecord object) {
        try {
            Preconditions.ofRead(call.headers()).requireForRead(object.etag(), object.lastModified(), clock.instant());
        } catch (S3Exception e) {
            if (e.code() == S3ErrorCode.NOT_MODIFIED) {
                S3Response whole = ObjectHeaders.on(described(call, object, S3Response.ok()))
                        .version(call.bucket(), object.versionId())
                        .response();
                OF_NOT_MODIFIED.forEach(name -> whole.headers().find(name).ifPresent(value -> e.withHeader(name, value)));
            }
            throw e;
        }
    }

    private Found part(ObjectRecord object, ContentCipher cipher, int number) {
        if (object.content() instanceof Content.Parts content) {
            ByteRange range = contents.partRange(content, number).orElseThrow(() -> noSuchPart(number, content.count()));
            return new Found(object, cipher, range, true, content.count());
        }
        if (number > 1) {
            throw noSuchPart(number, 1);
        }
        return new Found(object, cipher, new ByteRange(0, object.size() - 1), object.size() > 0, 0);
    }

    private static S3Exception noSuchPart(int number, int count) {
        return new S3Exception(S3ErrorCode.INVALID_PART_NUMBER)
                .with("PartNumberRequested", number)
                .with("ActualPartCount", count);
    }

    private static S3Response described(ObjectCall call, ObjectRecord object, S3Response response) {
        new StoredHeaders(object.headers(), object.metadata()).writeTo(response.headers());
        OVERRIDES.forEach((parameter, header) -> response.with(header, call.parameter(parameter)));
        return response;
    }

    /** The answer without its body. */
    S3Response answer(ObjectCall call, Found found) {
        ObjectRecord object = found.object();
        S3Response response = S3Response.of(found.partial() ? 206 : 200);
        S3Headers headers = described(call, object, response).headers()
                .set("Accept-Ranges", "bytes")
                // What its writer called text, no browser takes for a page or a script.
                .set("X-Content-Type-Options", "nosniff")
                .set("Content-Length", String.valueOf(found.range().length()));
        ObjectHeaders told = ObjectHeaders.on(response)
                .etag(object.etag())
                .lastModified(object.lastModified())
                .encryption(object.encryption())
                .contentId(object)
                .version(call.bucket(), object.versionId());
        if (found.partial()) {
            headers.set("Content-Range", found.range().contentRange(object.size()));
        }
        if (!object.tags().isEmpty()) {
            headers.set("x-amz-tagging-count", String.valueOf(object.tags().size()));
        }
        if (call.versionId() == null) {
            told.expiration(call, object, lifecycles);
        }
        if (found.parts() > 0) {
            headers.set("x-amz-mp-parts-count", String.valueOf(found.parts()));
        }
        boolean whole = found.range().length() == object.size();
        if (whole && "ENABLED".equalsIgnoreCase(call.header("x-amz-checksum-mode"))) {
            told.checksum(object.checksum());
        }
        return response;
    }
}
