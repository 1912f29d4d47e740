package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/**
 * Body of PutBucketAccelerateConfiguration, answer of GetBucketAccelerateConfiguration.
 *
 * @param status null if it was never set
 */
@JacksonXmlRootElement(localName = "AccelerateConfiguration")
public record AccelerateConfiguration(@JacksonXmlProperty(localName = "Status") @Nullable String status) {

    public static final String ENABLED = "Enabled";
    public static final String SUSPENDED = "Suspended";

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
