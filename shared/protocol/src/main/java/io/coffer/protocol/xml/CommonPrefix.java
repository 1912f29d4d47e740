package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;

/** What the keys folded by a delimiter have in common. */
public record CommonPrefix(
        @JacksonXmlProperty(localName = "Prefix") String prefix) {}
