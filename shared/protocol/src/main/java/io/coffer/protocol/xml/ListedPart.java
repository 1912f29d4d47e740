package io.coffer.protocol.xml;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import org.jspecify.annotations.Nullable;

/** A part of a listing. */
public record ListedPart(
        @JacksonXmlProperty(localName = "PartNumber") int partNumber,
        @JacksonXmlProperty(localName = "LastModified") String lastModified,
        @JacksonXmlProperty(localName = "ETag") String etag,
        @JacksonXmlProperty(localName = "Size") long size,
        @JsonUnwrapped @Nullable ChecksumElements checksum) {}
