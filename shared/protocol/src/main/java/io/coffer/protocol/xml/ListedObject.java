package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import org.jspecify.annotations.Nullable;

/** An object of a listing; the owner is null if it was not asked for. */
public record ListedObject(
        @JacksonXmlProperty(localName = "Key") String key,
        @JacksonXmlProperty(localName = "LastModified") String lastModified,
        @JacksonXmlProperty(localName = "ETag") String etag,
        @JacksonXmlProperty(localName = "ChecksumAlgorithm") @Nullable String checksumAlgorithm,
        @JacksonXmlProperty(localName = "ChecksumType") @Nullable String checksumType,
        @JacksonXmlProperty(localName = "Size") long size,
        @JacksonXmlProperty(localName = "Owner") @Nullable Owner owner,
        @JacksonXmlProperty(localName = "StorageClass") String storageClass) {}
