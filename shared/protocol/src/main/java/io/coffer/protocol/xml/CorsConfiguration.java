package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;

/** Body of PutBucketCors, answer of GetBucketCors. */
@JacksonXmlRootElement(localName = "CORSConfiguration")
public record CorsConfiguration(@JacksonXmlProperty(localName = "CORSRule") List<Rule> rules) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** One rule; null for every element it does not have. */
    public record Rule(
            @JacksonXmlProperty(localName = "AllowedHeader") List<String> allowedHeaders,
            @JacksonXmlProperty(localName = "AllowedMethod") List<String> allowedMethods,
            @JacksonXmlProperty(localName = "AllowedOrigin") List<String> allowedOrigins,
            @JacksonXmlProperty(localName = "ExposeHeader") List<String> exposeHeaders,
            @JacksonXmlProperty(localName = "ID") String id,
            @JacksonXmlProperty(localName = "MaxAgeSeconds") Integer maxAgeSeconds) {}
}
