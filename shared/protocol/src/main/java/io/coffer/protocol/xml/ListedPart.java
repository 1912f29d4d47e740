package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;

/** A part of a listing. */
public record ListedPart(
        @JacksonXmlProperty(localName = "PartNumber") int partNumber,
        @JacksonXmlProperty(localName = "LastModified") String lastModified,
        @JacksonXmlProperty(localName = "ETag") String etag,
        @JacksonXmlProperty(localName = "Size") long size,
        @JacksonXmlProperty(localName = "ChecksumCRC32") String checksumCrc32,
        @JacksonXmlProperty(localName = "ChecksumCRC32C") String checksumCrc32c,
        @JacksonXmlProperty(localName = "ChecksumCRC64NVME") String checksumCrc64nvme,
        @JacksonXmlProperty(localName = "ChecksumSHA1") String checksumSha1,
        @JacksonXmlProperty(localName = "ChecksumSHA256") String checksumSha256) {}
