package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** Answer of S3 Control's ListTagsForResource. */
@JacksonXmlRootElement(localName = "ListTagsForResourceResult")
public record ListTagsForResourceResult(@JacksonXmlProperty(localName = "Tags") Tagging.Tags tags) {}
