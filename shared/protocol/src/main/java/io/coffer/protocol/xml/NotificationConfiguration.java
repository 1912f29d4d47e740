package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** Body of PutBucketNotificationConfiguration, answer of GetBucketNotificationConfiguration; null for every kind there is none of. */
@JacksonXmlRootElement(localName = "NotificationConfiguration")
public record NotificationConfiguration(
        @JacksonXmlProperty(localName = "TopicConfiguration") Object topics,
        @JacksonXmlProperty(localName = "QueueConfiguration") Object queues,
        @JacksonXmlProperty(localName = "CloudFunctionConfiguration") Object functions,
        @JacksonXmlProperty(localName = "EventBridgeConfiguration") Object eventBridge) {

    public static final NotificationConfiguration NONE = new NotificationConfiguration(null, null, null, null);

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
