package io.coffer.protocol.xml;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of GetObjectAttributes; what was not asked for is null. */
@JacksonXmlRootElement(localName = "GetObjectAttributesResponse")
public record GetObjectAttributesResponse(
        @JacksonXmlProperty(localName = "ETag") @Nullable String etag,
        @JacksonXmlProperty(localName = "Checksum") @Nullable ObjectChecksum checksum,
        @JacksonXmlProperty(localName = "ObjectParts") @Nullable ObjectParts objectParts,
        @JacksonXmlProperty(localName = "StorageClass") @Nullable String storageClass,
        @JacksonXmlProperty(localName = "ObjectSize") @Nullable Long objectSize) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** The object's checksum and its type. */
    public record ObjectChecksum(
            @JsonUnwrapped @Nullable ChecksumElements checksum, @JacksonXmlProperty(localName = "ChecksumType") String checksumType) {}

    /** A page of the parts the object was made of. */
    public record ObjectParts(
            @JacksonXmlProperty(localName = "PartsCount") int partsCount,
            @JacksonXmlProperty(localName = "PartNumberMarker") int partNumberMarker,
            @JacksonXmlProperty(localName = "NextPartNumberMarker") int nextPartNumberMarker,
            @JacksonXmlProperty(localName = "MaxParts") int maxParts,
            @JacksonXmlProperty(localName = "IsTruncated") boolean isTruncated,
            @JacksonXmlProperty(localName = "Part") List<ObjectPart> parts) {}

    /** One part. */
    public record ObjectPart(
            @JacksonXmlProperty(localName = "PartNumber") int partNumber,
            @JacksonXmlProperty(localName = "Size") long size,
            @JsonUnwrapped @Nullable ChecksumElements checksum) {}
}
