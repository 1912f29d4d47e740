package io.coffer.protocol.xml;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.Map;

/** The body of every refusal. It has no namespace, unlike S3's other documents. */
@JacksonXmlRootElement(localName = "Error")
public record ErrorDocument(@JsonAnyGetter Map<String, String> fields) {}
