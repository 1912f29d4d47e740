package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;

/** The elements that show a checksum: one for each algorithm, all but one null. */
public record ChecksumElements(
        @JacksonXmlProperty(localName = "ChecksumCRC32") String crc32,
        @JacksonXmlProperty(localName = "ChecksumCRC32C") String crc32c,
        @JacksonXmlProperty(localName = "ChecksumCRC64NVME") String crc64nvme,
        @JacksonXmlProperty(localName = "ChecksumSHA1") String sha1,
        @JacksonXmlProperty(localName = "ChecksumSHA256") String sha256,
        @JacksonXmlProperty(localName = "ChecksumSHA512") String sha512,
        @JacksonXmlProperty(localName = "ChecksumMD5") String md5,
        @JacksonXmlProperty(localName = "ChecksumXXHASH64") String xxhash64,
        @JacksonXmlProperty(localName = "ChecksumXXHASH3") String xxhash3,
        @JacksonXmlProperty(localName = "ChecksumXXHASH128") String xxhash128) {}
