package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of PutBucketEncryption, answer of GetBucketEncryption. */
@JacksonXmlRootElement(localName = "ServerSideEncryptionConfiguration")
public record ServerSideEncryptionConfiguration(@JacksonXmlProperty(localName = "Rule") @Nullable List<Rule> rules) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /**
     * What is done with objects whose writers do not say.
     *
     * @param bucketKeyEnabled of use with KMS only
     */
    public record Rule(
            @JacksonXmlProperty(localName = "ApplyServerSideEncryptionByDefault") @Nullable Default byDefault,
            @JacksonXmlProperty(localName = "BlockedEncryptionTypes") @Nullable BlockedEncryptionTypes blockedEncryptionTypes,
            @JacksonXmlProperty(localName = "BucketKeyEnabled") @Nullable Boolean bucketKeyEnabled) {

        /** Whether writers may not use some kind of encryption. */
        public boolean blocksAnything() {
            return blockedEncryptionTypes != null && blockedEncryptionTypes.types() != null
                    && !blockedEncryptionTypes.types().equals(List.of("NONE"));
        }
    }

    /** @param sseAlgorithm {@code AES256} for keys of the service's own */
    public record Default(
            @JacksonXmlProperty(localName = "SSEAlgorithm") @Nullable String sseAlgorithm,
            @JacksonXmlProperty(localName = "KMSMasterKeyID") @Nullable String kmsMasterKeyId) {}

    /** @param types {@code SSE-C}, or {@code NONE} */
    public record BlockedEncryptionTypes(@JacksonXmlProperty(localName = "EncryptionType") @Nullable List<String> types) {}
}
