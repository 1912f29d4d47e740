package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/** Body of S3 Control's TagResource. */
@JacksonXmlRootElement(localName = "TagResourceRequest")
public record TagResourceRequest(@JacksonXmlProperty(localName = "Tags") Tagging.@Nullable Tags tags) {}
