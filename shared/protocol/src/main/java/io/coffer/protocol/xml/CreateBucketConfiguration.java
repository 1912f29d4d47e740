package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** Body of CreateBucket; of its elements only the location constraint is used. */
@JacksonXmlRootElement(localName = "CreateBucketConfiguration")
public record CreateBucketConfiguration(
        @JacksonXmlProperty(localName = "LocationConstraint") String locationConstraint,
        @JacksonXmlProperty(localName = "Location") Object location,
        @JacksonXmlProperty(localName = "Bucket") Object bucket,
        @JacksonXmlProperty(localName = "Tags") Object tags) {}
