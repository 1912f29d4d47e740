package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListMultipartUploads. */
@JacksonXmlRootElement(localName = "ListMultipartUploadsResult")
public record ListMultipartUploadsResult(
        @JacksonXmlProperty(localName = "Bucket") String bucket,
        @JacksonXmlProperty(localName = "KeyMarker") String keyMarker,
        @JacksonXmlProperty(localName = "UploadIdMarker") String uploadIdMarker,
        @JacksonXmlProperty(localName = "NextKeyMarker") @Nullable String nextKeyMarker,
        @JacksonXmlProperty(localName = "NextUploadIdMarker") @Nullable String nextUploadIdMarker,
        @JacksonXmlProperty(localName = "Prefix") String prefix,
        @JacksonXmlProperty(localName = "Delimiter") @Nullable String delimiter,
        @JacksonXmlProperty(localName = "MaxUploads") int maxUploads,
        @JacksonXmlProperty(localName = "EncodingType") @Nullable String encodingType,
        @JacksonXmlProperty(localName = "IsTruncated") boolean isTruncated,
        @JacksonXmlProperty(localName = "Upload") List<Upload> uploads,
        @JacksonXmlProperty(localName = "CommonPrefixes") List<CommonPrefix> commonPrefixes) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** An upload in progress. */
    public record Upload(
            @JacksonXmlProperty(localName = "Key") String key,
            @JacksonXmlProperty(localName = "UploadId") String uploadId,
            @JacksonXmlProperty(localName = "Initiator") @Nullable Owner initiator,
            @JacksonXmlProperty(localName = "Owner") @Nullable Owner owner,
            @JacksonXmlProperty(localName = "StorageClass") String storageClass,
            @JacksonXmlProperty(localName = "Initiated") String initiated,
            @JacksonXmlProperty(localName = "ChecksumAlgorithm") @Nullable String checksumAlgorithm,
            @JacksonXmlProperty(localName = "ChecksumType") @Nullable String checksumType) {}
}
