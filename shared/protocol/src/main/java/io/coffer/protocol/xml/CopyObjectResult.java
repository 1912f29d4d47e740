package io.coffer.protocol.xml;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/** Answer of CopyObject. */
@JacksonXmlRootElement(localName = "CopyObjectResult")
public record CopyObjectResult(
        @JacksonXmlProperty(localName = "ETag") String etag,
        @JacksonXmlProperty(localName = "LastModified") String lastModified,
        @JacksonXmlProperty(localName = "ChecksumType") @Nullable String checksumType,
        @JsonUnwrapped @Nullable ChecksumElements checksum) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
