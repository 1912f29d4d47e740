package io.coffer.metadata;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.coffer.checksum.Checksum;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as it is stored, or a delete marker: everything except its key and its bytes.
 *
 * @param etag without quotes; empty for a delete marker
 * @param modified milliseconds since the epoch
 * @param headers the system headers stored with it (Content-Type, Cache-Control and so on), in their canonical spelling
 * @param metadata the user metadata by name without {@code x-amz-meta-}, in lower case
 * @param checksum null for a delete marker
 * @param content {@link Content.Nothing} for a delete marker, which is stored without
 * @param holder names this object among those that share its content; empty for a delete marker
 * @param ownerId the account that owns it
 * @param tags values by key
 * @param encryption null if its bytes are stored as they are
 * @param version its version id, null for the version that is called {@code null}
 * @param cid its content id, null if it has none
 */
public record ObjectRecord(
        String etag,
        long size,
        long modified,
        Map<String, String> headers,
        Map<String, String> metadata,
        @Nullable Checksum checksum,
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Content.Nothing.class) Content content,
        String holder,
        String ownerId,
        Map<String, String> tags,
        @Nullable Encryption encryption,
        @Nullable String version,
        @Nullable String cid) {

    /** How the version is called that was written while its bucket kept none. */
    public static final String NULL_VERSION = "null";

    public ObjectRecord {
        etag = etag == null ? "" : etag;
        content = content == null ? new Content.Nothing() : content;
        holder = holder == null ? "" : holder;
        headers = headers == null ? Map.of() : headers;
        metadata = metadata == null ? Map.of() : metadata;
        tags = tags == null ? Map.of() : tags;
    }

    /** An object without a content id. */
    public ObjectRecord(String etag, long size, long modified, Map<String, String> headers, Map<String, String> metadata,
            @Nullable Checksum checksum, Content content, String holder, String ownerId, Map<String, String> tags,
            @Nullable Encryption encryption, @Nullable String version) {
        this(etag, size, modified, headers, metadata, checksum, content, holder, ownerId, tags, encryption, version, null);
    }

    public static ObjectRecord deleteMarker(long modified, String ownerId, @Nullable String version) {
        return new ObjectRecord(
                "", 0, modified, Map.of(), Map.of(), null, new Content.Nothing(), "", ownerId, Map.of(), null, version);
    }

    /** Whether it says that the object was deleted. */
    @JsonIgnore
    public boolean isDeleteMarker() {
        return content instanceof Content.Nothing;
    }

    /** The version id that clients see. */
    public String versionId() {
        return version == null ? NULL_VERSION : version;
    }

    public ObjectRecord withVersion(@Nullable String id) {
        return new ObjectRecord(etag, size, modified, headers, metadata, checksum, content, holder, ownerId, tags, encryption, id,
                cid);
    }

    /** The same object with its bytes elsewhere. */
    public ObjectRecord withContent(Content other) {
        return new ObjectRecord(etag, size, modified, headers, metadata, checksum, other, holder, ownerId, tags, encryption, version,
                cid);
    }

    /** The same object with its bytes elsewhere, or encrypted otherwise. */
    public ObjectRecord withBytes(
            Content other, String itsHolder, String itsEtag, @Nullable Checksum itsChecksum, @Nullable Encryption itsEncryption) {
        return new ObjectRecord(
                itsEtag, size, modified, headers, metadata, itsChecksum, other, itsHolder, ownerId, tags, itsEncryption, version,
                cid);
    }

    /** The same object with other tags. */
    public ObjectRecord withTags(Map<String, String> other) {
        return new ObjectRecord(etag, size, modified, headers, metadata, checksum, content, holder, ownerId, other, encryption, version,
                cid);
    }

    /** The same object with another checksum. */
    public ObjectRecord withChecksum(Checksum other) {
        return new ObjectRecord(
                etag, size, modified, headers, metadata, other, content, holder, ownerId, tags, encryption, version, cid);
    }

    /** The same object with another content id. */
    public ObjectRecord withCid(@Nullable String other) {
        return new ObjectRecord(
                etag, size, modified, headers, metadata, checksum, content, holder, ownerId, tags, encryption, version, other);
    }

    @JsonIgnore
    public Instant lastModified() {
        return Instant.ofEpochMilli(modified);
    }
}
