package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/** Answer of S3 Control's ListTagsForResource. */
@JacksonXmlRootElement(localName = "ListTagsForResourceResult")
public record ListTagsForResourceResult(@JacksonXmlProperty(localName = "Tags") Tagging.@Nullable Tags tags) {}
