package io.coffer.protocol.xml;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** The body of S3 Control's refusals: its SDKs look for the error inside another element, where S3's have it outermost. */
@JacksonXmlRootElement(localName = "ErrorResponse")
@JsonPropertyOrder({"Error", "RequestId", "HostId"})
public record ControlErrorDocument(
        @JacksonXmlProperty(localName = "Error") ErrorDocument error,
        @JacksonXmlProperty(localName = "RequestId") String requestId,
        @JacksonXmlProperty(localName = "HostId") String hostId) {}
