package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/**
 * Body of CreateBucket.
 *
 * @param location where a directory bucket is to be
 * @param bucket what kind of bucket it is to be, where it is a directory bucket
 */
@JacksonXmlRootElement(localName = "CreateBucketConfiguration")
public record CreateBucketConfiguration(
        @JacksonXmlProperty(localName = "LocationConstraint") @Nullable String locationConstraint,
        @JacksonXmlProperty(localName = "Location") @Nullable Object location,
        @JacksonXmlProperty(localName = "Bucket") @Nullable Object bucket,
        @JacksonXmlProperty(localName = "Tags") Tagging.@Nullable Tags tags) {}
