package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** Answer of ListBucketMetricsConfigurations if there are none. */
@JacksonXmlRootElement(localName = "ListMetricsConfigurationsResult")
public record ListMetricsConfigurationsResult(@JacksonXmlProperty(localName = "IsTruncated") boolean isTruncated) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
