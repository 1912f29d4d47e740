package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListParts. */
@JacksonXmlRootElement(localName = "ListPartsResult")
public record ListPartsResult(
        @JacksonXmlProperty(localName = "Bucket") String bucket,
        @JacksonXmlProperty(localName = "Key") String key,
        @JacksonXmlProperty(localName = "UploadId") String uploadId,
        @JacksonXmlProperty(localName = "PartNumberMarker") int partNumberMarker,
        @JacksonXmlProperty(localName = "NextPartNumberMarker") Integer nextPartNumberMarker,
        @JacksonXmlProperty(localName = "MaxParts") int maxParts,
        @JacksonXmlProperty(localName = "IsTruncated") boolean isTruncated,
        @JacksonXmlProperty(localName = "ChecksumAlgorithm") @Nullable String checksumAlgorithm,
        @JacksonXmlProperty(localName = "ChecksumType") @Nullable String checksumType,
        @JacksonXmlProperty(localName = "Part") List<ListedPart> parts,
        @JacksonXmlProperty(localName = "Initiator") @Nullable Owner initiator,
        @JacksonXmlProperty(localName = "Owner") @Nullable Owner owner,
        @JacksonXmlProperty(localName = "StorageClass") String storageClass) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
