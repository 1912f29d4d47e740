package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** Answer of CompleteMultipartUpload. */
@JacksonXmlRootElement(localName = "CompleteMultipartUploadResult")
public record CompleteMultipartUploadResult(
        @JacksonXmlProperty(localName = "Location") String location,
        @JacksonXmlProperty(localName = "Bucket") String bucket,
        @JacksonXmlProperty(localName = "Key") String key,
        @JacksonXmlProperty(localName = "ETag") String etag,
        @JacksonXmlProperty(localName = "ChecksumType") String checksumType,
        @JacksonXmlProperty(localName = "ChecksumCRC32") String checksumCrc32,
        @JacksonXmlProperty(localName = "ChecksumCRC32C") String checksumCrc32c,
        @JacksonXmlProperty(localName = "ChecksumCRC64NVME") String checksumCrc64nvme,
        @JacksonXmlProperty(localName = "ChecksumSHA1") String checksumSha1,
        @JacksonXmlProperty(localName = "ChecksumSHA256") String checksumSha256) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
