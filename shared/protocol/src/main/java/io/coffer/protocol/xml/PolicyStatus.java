package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** Answer of GetBucketPolicyStatus. */
@JacksonXmlRootElement(localName = "PolicyStatus")
public record PolicyStatus(@JacksonXmlProperty(localName = "IsPublic") boolean isPublic) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
