package io.coffer.objects;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.Checksums;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.GetObjectAttributesResponse;
import io.coffer.protocol.xml.GetObjectAttributesResponse.ObjectChecksum;
import io.coffer.protocol.xml.GetObjectAttributesResponse.ObjectPart;
import io.coffer.protocol.xml.GetObjectAttributesResponse.ObjectParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells what is asked of an object, its parts among it: one read, up to three for a version, and one for each 500 parts passed over. */
final class GetObjectAttributes implements ObjectOperation {

    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final Set<String> KNOWN = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
    private static final int MAX_PARTS = 1000;

    private final ObjectStore objects;
    private final ManifestStore manifests;
    private final ServerSideEncryption encryption;

    GetObjectAttributes(ObjectStore objects, ManifestStore manifests, ServerSideEncryption encryption) {
        this.objects = objects;
        this.manifests = manifests;
        this.encryption = encryption;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_OBJECT_ATTRIBUTES;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        Set<String> asked = asked(call);
        ObjectRecord object = Refusals.require(objects.find(call.bucket(), call.key(), call.versionId()));
        encryption.at(call.bucket(), call.key()).forRead(call.headers(), call.request().secure(), object.encryption());
        S3Response response = S3Response.xml(new GetObjectAttributesResponse(
                asked.contains("ETag") ? object.etag() : null,
                asked.contains("Checksum") ? checksum(object.checksum()) : null,
                asked.contains("ObjectParts") && object.content() instanceof Content.Parts content ? parts(call, object, content) : null,
                asked.contains("StorageClass") ? "STANDARD" : null,
                asked.contains("ObjectSize") ? object.size() : null));
        return ObjectHeaders.on(response)
                .version(call.bucket(), object.versionId())
                .lastModified(object.lastModified())
                .response();
    }

    private static Set<String> asked(ObjectCall call) {
        Set<String> asked = new TreeSet<>();
        for (String line : call.headers().all(ATTRIBUTES)) {
            for (String name : line.split(",")) {
                if (!KNOWN.contains(name.trim())) {
                    throw S3Exception.invalidArgument(ATTRIBUTES, name.trim(), "Invalid attribute name specified.");
                }
                asked.add(name.trim());
            }
        }
        if (asked.isEmpty()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The " + ATTRIBUTES + " header is missing or empty.");
        }
        return asked;
    }

    /**
     * A composite checksum stands here without the number of parts that it has elsewhere.
     *
     * @see <a href="https://github.com/floci-io/floci/issues/3083">floci, issue 3083: what S3 answered in September 2026</a>
     */
    private static @Nullable ObjectChecksum checksum(@Nullable Checksum checksum) {
        return checksum == null
                ? null
                : new ObjectChecksum(Checksums.elements(checksum.algorithm(), checksum.digest()), checksum.type().name());
    }

    private ObjectParts parts(ObjectCall call, ObjectRecord object, Content.Parts content) {
        int max = Math.min(MAX_PARTS, number(call, "x-amz-max-parts", MAX_PARTS));
        int marker = number(call, "x-amz-part-number-marker", 0);
        List<Part> found = new ArrayList<>();
        for (int page = 0; page < content.pageOffsets().size() && found.size() <= max; page++) {
            manifests.page(content, page).stream().filter(part -> part.number() > marker).forEach(found::add);
        }
        List<Part> shown = found.subList(0, Math.min(max, found.size()));
        Checksum checksum = object.checksum();
        ChecksumAlgorithm algorithm = checksum == null ? null : checksum.algorithm();
        return new ObjectParts(
                content.count(),
                marker,
                shown.isEmpty() ? 0 : shown.get(shown.size() - 1).number(),
                max,
                found.size() > shown.size(),
                shown.stream()
                        .map(part -> new ObjectPart(part.number(), part.size(), Checksums.elements(algorithm, part.checksum())))
                        .toList());
    }

    private static int number(ObjectCall call, String header, int fallback) {
        String value = call.header(header);
        if (value == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(value.trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw S3Exception.invalidArgument(header, value, "Provided " + header + " not an integer or within integer range");
    }
}
