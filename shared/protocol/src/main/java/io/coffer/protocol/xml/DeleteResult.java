package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of DeleteObjects. */
@JacksonXmlRootElement(localName = "DeleteResult")
public record DeleteResult(
        @JacksonXmlProperty(localName = "Deleted") List<Deleted> deleted,
        @JacksonXmlProperty(localName = "Error") List<Failed> errors) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /**
     * A key that is gone.
     *
     * @param versionId the version that was named, null for none
     * @param deleteMarker true if a delete marker was made or removed, else null
     * @param deleteMarkerVersionId that marker's version
     */
    public record Deleted(
            @JacksonXmlProperty(localName = "Key") String key,
            @JacksonXmlProperty(localName = "VersionId") @Nullable String versionId,
            @JacksonXmlProperty(localName = "DeleteMarker") @Nullable Boolean deleteMarker,
            @JacksonXmlProperty(localName = "DeleteMarkerVersionId") @Nullable String deleteMarkerVersionId) {}

    /** A key that could not be removed, and why. */
    public record Failed(
            @JacksonXmlProperty(localName = "Key") String key,
            @JacksonXmlProperty(localName = "VersionId") @Nullable String versionId,
            @JacksonXmlProperty(localName = "Code") String code,
            @JacksonXmlProperty(localName = "Message") @Nullable String message) {}
}
