package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of PutBucketCors, answer of GetBucketCors. */
@JacksonXmlRootElement(localName = "CORSConfiguration")
public record CorsConfiguration(@JacksonXmlProperty(localName = "CORSRule") @Nullable List<Rule> rules) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** One rule; null for every element it does not have. */
    public record Rule(
            @JacksonXmlProperty(localName = "AllowedHeader") @Nullable List<String> allowedHeaders,
            @JacksonXmlProperty(localName = "AllowedMethod") @Nullable List<String> allowedMethods,
            @JacksonXmlProperty(localName = "AllowedOrigin") @Nullable List<String> allowedOrigins,
            @JacksonXmlProperty(localName = "ExposeHeader") @Nullable List<String> exposeHeaders,
            @JacksonXmlProperty(localName = "ID") @Nullable String id,
            @JacksonXmlProperty(localName = "MaxAgeSeconds") @Nullable Integer maxAgeSeconds) {}
}
