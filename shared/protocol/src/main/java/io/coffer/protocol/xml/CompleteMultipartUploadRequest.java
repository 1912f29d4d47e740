package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of CompleteMultipartUpload. */
@JacksonXmlRootElement(localName = "CompleteMultipartUpload")
public record CompleteMultipartUploadRequest(
        @JacksonXmlProperty(localName = "Part") @Nullable List<CompletedPart> parts) {

    /** A part the client wants in the object. */
    public record CompletedPart(
            @JacksonXmlProperty(localName = "PartNumber") @Nullable Integer partNumber,
            @JacksonXmlProperty(localName = "ETag") @Nullable String etag,
            @JacksonXmlProperty(localName = "ChecksumCRC32") @Nullable String checksumCrc32,
            @JacksonXmlProperty(localName = "ChecksumCRC32C") @Nullable String checksumCrc32c,
            @JacksonXmlProperty(localName = "ChecksumCRC64NVME") @Nullable String checksumCrc64nvme,
            @JacksonXmlProperty(localName = "ChecksumSHA1") @Nullable String checksumSha1,
            @JacksonXmlProperty(localName = "ChecksumSHA256") @Nullable String checksumSha256,
            @JacksonXmlProperty(localName = "ChecksumSHA512") @Nullable String checksumSha512,
            @JacksonXmlProperty(localName = "ChecksumMD5") @Nullable String checksumMd5,
            @JacksonXmlProperty(localName = "ChecksumXXHASH64") @Nullable String checksumXxhash64,
            @JacksonXmlProperty(localName = "ChecksumXXHASH3") @Nullable String checksumXxhash3,
            @JacksonXmlProperty(localName = "ChecksumXXHASH128") @Nullable String checksumXxhash128) {}
}
