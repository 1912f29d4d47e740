package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import org.jspecify.annotations.Nullable;

/** The elements that show a checksum: one for each algorithm, of which all are null except one. */
public record ChecksumElements(
        @JacksonXmlProperty(localName = "ChecksumCRC32") @Nullable String crc32,
        @JacksonXmlProperty(localName = "ChecksumCRC32C") @Nullable String crc32c,
        @JacksonXmlProperty(localName = "ChecksumCRC64NVME") @Nullable String crc64nvme,
        @JacksonXmlProperty(localName = "ChecksumSHA1") @Nullable String sha1,
        @JacksonXmlProperty(localName = "ChecksumSHA256") @Nullable String sha256,
        @JacksonXmlProperty(localName = "ChecksumSHA512") @Nullable String sha512,
        @JacksonXmlProperty(localName = "ChecksumMD5") @Nullable String md5,
        @JacksonXmlProperty(localName = "ChecksumXXHASH64") @Nullable String xxhash64,
        @JacksonXmlProperty(localName = "ChecksumXXHASH3") @Nullable String xxhash3,
        @JacksonXmlProperty(localName = "ChecksumXXHASH128") @Nullable String xxhash128) {}
