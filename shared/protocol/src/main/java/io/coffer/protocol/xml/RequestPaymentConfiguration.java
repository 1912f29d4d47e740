package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/** Body of PutBucketRequestPayment, answer of GetBucketRequestPayment. */
@JacksonXmlRootElement(localName = "RequestPaymentConfiguration")
public record RequestPaymentConfiguration(@JacksonXmlProperty(localName = "Payer") @Nullable String payer) {

    public static final String BUCKET_OWNER = "BucketOwner";
    public static final String REQUESTER = "Requester";

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
