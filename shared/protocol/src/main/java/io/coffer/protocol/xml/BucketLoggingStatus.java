package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/**
 * Body of PutBucketLogging, answer of GetBucketLogging.
 *
 * @param loggingEnabled where requests are logged; null if they are not
 */
@JacksonXmlRootElement(localName = "BucketLoggingStatus")
public record BucketLoggingStatus(@JacksonXmlProperty(localName = "LoggingEnabled") @Nullable Object loggingEnabled) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
