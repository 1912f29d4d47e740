package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/** Body of PutBucketNotificationConfiguration, answer of GetBucketNotificationConfiguration; null for every kind there is none of. */
@JacksonXmlRootElement(localName = "NotificationConfiguration")
public record NotificationConfiguration(
        @JacksonXmlProperty(localName = "TopicConfiguration") @Nullable Object topics,
        @JacksonXmlProperty(localName = "QueueConfiguration") @Nullable Object queues,
        @JacksonXmlProperty(localName = "CloudFunctionConfiguration") @Nullable Object functions,
        @JacksonXmlProperty(localName = "EventBridgeConfiguration") @Nullable Object eventBridge) {

    public static final NotificationConfiguration NONE = new NotificationConfiguration(null, null, null, null);

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
