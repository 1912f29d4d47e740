package io.coffer.protocol.xml;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.NameTransformer;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListObjectVersions. */
@JacksonXmlRootElement(localName = "ListVersionsResult")
public record ListVersionsResult(
        @JacksonXmlProperty(localName = "Name") String name,
        @JacksonXmlProperty(localName = "Prefix") String prefix,
        @JacksonXmlProperty(localName = "KeyMarker") String keyMarker,
        @JacksonXmlProperty(localName = "VersionIdMarker") String versionIdMarker,
        @JacksonXmlProperty(localName = "NextKeyMarker") @Nullable String nextKeyMarker,
        @JacksonXmlProperty(localName = "NextVersionIdMarker") @Nullable String nextVersionIdMarker,
        @JacksonXmlProperty(localName = "MaxKeys") int maxKeys,
        @JacksonXmlProperty(localName = "Delimiter") @Nullable String delimiter,
        @JacksonXmlProperty(localName = "EncodingType") @Nullable String encodingType,
        @JacksonXmlProperty(localName = "IsTruncated") boolean isTruncated,
        @JsonUnwrapped @JsonSerialize(using = InOrder.class) List<Entry> entries,
        @JacksonXmlProperty(localName = "CommonPrefixes") List<CommonPrefix> commonPrefixes) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** A line of the listing: versions and delete markers stand in one order, as clients go on from the last one they saw. */
    public sealed interface Entry {}

    /** Writes each entry as an element of its kind. */
    static final class InOrder extends JsonSerializer<List<Entry>> {

        @Override
        public void serialize(List<Entry> entries, JsonGenerator xml, SerializerProvider serializers) throws IOException {
            for (Entry entry : entries) {
                serializers.defaultSerializeField(entry instanceof ListedVersion ? "Version" : "DeleteMarker", entry, xml);
            }
        }

        @Override
        public boolean isUnwrappingSerializer() {
            return true;
        }

        @Override
        public JsonSerializer<List<Entry>> unwrappingSerializer(NameTransformer unwrapper) {
            return this;
        }
    }

    /** A version of an object. */
    public record ListedVersion(
            @JacksonXmlProperty(localName = "Key") String key,
            @JacksonXmlProperty(localName = "VersionId") String versionId,
            @JacksonXmlProperty(localName = "IsLatest") boolean isLatest,
            @JacksonXmlProperty(localName = "LastModified") String lastModified,
            @JacksonXmlProperty(localName = "ETag") String etag,
            @JacksonXmlProperty(localName = "ChecksumAlgorithm") @Nullable String checksumAlgorithm,
            @JacksonXmlProperty(localName = "ChecksumType") @Nullable String checksumType,
            @JacksonXmlProperty(localName = "Size") long size,
            @JacksonXmlProperty(localName = "StorageClass") String storageClass,
            @JacksonXmlProperty(localName = "Owner") @Nullable Owner owner) implements Entry {}

    /** A version that says its object was deleted. */
    public record ListedDeleteMarker(
            @JacksonXmlProperty(localName = "Key") String key,
            @JacksonXmlProperty(localName = "VersionId") String versionId,
            @JacksonXmlProperty(localName = "IsLatest") boolean isLatest,
            @JacksonXmlProperty(localName = "LastModified") String lastModified,
            @JacksonXmlProperty(localName = "Owner") @Nullable Owner owner) implements Entry {}
}
