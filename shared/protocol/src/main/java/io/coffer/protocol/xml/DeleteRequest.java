package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;

/** Body of DeleteObjects. */
@JacksonXmlRootElement(localName = "Delete")
public record DeleteRequest(
        @JacksonXmlProperty(localName = "Object") List<Target> objects,
        @JacksonXmlProperty(localName = "Quiet") Boolean quiet) {

    /** A key to delete; with an ETag, only while the object still has it. */
    public record Target(
            @JacksonXmlProperty(localName = "Key") String key,
            @JacksonXmlProperty(localName = "VersionId") String versionId,
            @JacksonXmlProperty(localName = "ETag") String etag,
            @JacksonXmlProperty(localName = "LastModifiedTime") String lastModifiedTime,
            @JacksonXmlProperty(localName = "Size") Long size) {

        /** S3 API Reference, ObjectIdentifier: a key is required, and has a character at least. */
        public boolean hasKey() {
            return key != null && !key.isEmpty();
        }
    }
}
