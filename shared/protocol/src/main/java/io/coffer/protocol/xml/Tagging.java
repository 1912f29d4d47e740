package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of an object or of a bucket, as they are put and as they are answered. */
@JacksonXmlRootElement(localName = "Tagging")
public record Tagging(@JacksonXmlProperty(localName = "TagSet") @Nullable Tags tagSet) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** @param tags null if the element is empty */
    public record Tags(@JacksonXmlProperty(localName = "Tag") @Nullable List<Tag> tags) {}

    /** Key and value; null if the element is not there. */
    public record Tag(
            @JacksonXmlProperty(localName = "Key") @Nullable String key,
            @JacksonXmlProperty(localName = "Value") @Nullable String value) {}
}
