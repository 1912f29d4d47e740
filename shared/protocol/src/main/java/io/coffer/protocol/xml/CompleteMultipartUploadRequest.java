package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;

/** Body of CompleteMultipartUpload. */
@JacksonXmlRootElement(localName = "CompleteMultipartUpload")
public record CompleteMultipartUploadRequest(
        @JacksonXmlProperty(localName = "Part") List<CompletedPart> parts) {

    /** A part the client wants in the object. */
    public record CompletedPart(
            @JacksonXmlProperty(localName = "PartNumber") Integer partNumber,
            @JacksonXmlProperty(localName = "ETag") String etag,
            @JacksonXmlProperty(localName = "ChecksumCRC32") String checksumCrc32,
            @JacksonXmlProperty(localName = "ChecksumCRC32C") String checksumCrc32c,
            @JacksonXmlProperty(localName = "ChecksumCRC64NVME") String checksumCrc64nvme,
            @JacksonXmlProperty(localName = "ChecksumSHA1") String checksumSha1,
            @JacksonXmlProperty(localName = "ChecksumSHA256") String checksumSha256,
            @JacksonXmlProperty(localName = "ChecksumSHA512") String checksumSha512,
            @JacksonXmlProperty(localName = "ChecksumMD5") String checksumMd5,
            @JacksonXmlProperty(localName = "ChecksumXXHASH64") String checksumXxhash64,
            @JacksonXmlProperty(localName = "ChecksumXXHASH3") String checksumXxhash3,
            @JacksonXmlProperty(localName = "ChecksumXXHASH128") String checksumXxhash128) {}
}
