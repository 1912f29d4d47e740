package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/**
 * Body of PutBucketVersioning, answer of GetBucketVersioning.
 *
 * @param status {@code Enabled} or {@code Suspended}, null if versioning was never enabled
 */
@JacksonXmlRootElement(localName = "VersioningConfiguration")
public record VersioningConfiguration(
        @JacksonXmlProperty(localName = "Status") @Nullable String status,
        @JacksonXmlProperty(localName = "MfaDelete") @Nullable String mfaDelete) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
