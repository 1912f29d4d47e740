package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of DeleteObjects. */
@JacksonXmlRootElement(localName = "Delete")
public record DeleteRequest(
        @JacksonXmlProperty(localName = "Object") @Nullable List<Target> objects,
        @JacksonXmlProperty(localName = "Quiet") @Nullable Boolean quiet) {

    /** A key to delete; with an ETag, only while the object still has it. */
    public record Target(
            @JacksonXmlProperty(localName = "Key") @Nullable String key,
            @JacksonXmlProperty(localName = "VersionId") @Nullable String versionId,
            @JacksonXmlProperty(localName = "ETag") @Nullable String etag,
            @JacksonXmlProperty(localName = "LastModifiedTime") @Nullable String lastModifiedTime,
            @JacksonXmlProperty(localName = "Size") @Nullable Long size) {}
}
