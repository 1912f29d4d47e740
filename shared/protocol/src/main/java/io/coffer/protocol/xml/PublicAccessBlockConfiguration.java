package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import org.jspecify.annotations.Nullable;

/**
 * Body of PutPublicAccessBlock, answer of GetPublicAccessBlock.
 *
 * @param blockPublicAcls null, as each of them, where the document does not say: the same as false
 */
@JacksonXmlRootElement(localName = "PublicAccessBlockConfiguration")
public record PublicAccessBlockConfiguration(
        @JacksonXmlProperty(localName = "BlockPublicAcls") @Nullable Boolean blockPublicAcls,
        @JacksonXmlProperty(localName = "IgnorePublicAcls") @Nullable Boolean ignorePublicAcls,
        @JacksonXmlProperty(localName = "BlockPublicPolicy") @Nullable Boolean blockPublicPolicy,
        @JacksonXmlProperty(localName = "RestrictPublicBuckets") @Nullable Boolean restrictPublicBuckets) {

    /** What a bucket has that was not configured. */
    public static final PublicAccessBlockConfiguration NONE = new PublicAccessBlockConfiguration(false, false, false, false);

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    public boolean blocksPublicAcls() {
        return Boolean.TRUE.equals(blockPublicAcls);
    }

    public boolean ignoresPublicAcls() {
        return Boolean.TRUE.equals(ignorePublicAcls);
    }

    public boolean blocksPublicPolicy() {
        return Boolean.TRUE.equals(blockPublicPolicy);
    }

    public boolean restrictsPublicBuckets() {
        return Boolean.TRUE.equals(restrictPublicBuckets);
    }

    /** The same, with each of the four said. */
    public PublicAccessBlockConfiguration complete() {
        return new PublicAccessBlockConfiguration(
                blocksPublicAcls(), ignoresPublicAcls(), blocksPublicPolicy(), restrictsPublicBuckets());
    }
}
