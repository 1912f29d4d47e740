package io.coffer.protocol.xml;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An access control list as documents show it: body of PutBucketAcl and PutObjectAcl, answer of GetBucketAcl and GetObjectAcl. */
@JacksonXmlRootElement(localName = "AccessControlPolicy")
public record AccessControlPolicy(
        @JacksonXmlProperty(localName = "Owner") @Nullable Owner owner,
        @JacksonXmlProperty(localName = "AccessControlList") @Nullable Grants accessControlList) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** The lines of a list; null for none. */
    public record Grants(@JacksonXmlProperty(localName = "Grant") @Nullable List<Grant> grants) {}

    /** One line of a list. */
    public record Grant(
            @JacksonXmlProperty(localName = "Grantee") @Nullable Grantee grantee,
            @JacksonXmlProperty(localName = "Permission") @Nullable String permission) {}

    /**
     * Who is granted something.
     *
     * @param type {@code CanonicalUser} with an id, {@code Group} with a URI, {@code AmazonCustomerByEmail} with an address
     */
    public record Grantee(
            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
            @JacksonXmlProperty(isAttribute = true, localName = "type") @Nullable String type,
            @JacksonXmlProperty(localName = "ID") @Nullable String id,
            @JacksonXmlProperty(localName = "DisplayName") @Nullable String displayName,
            @JacksonXmlProperty(localName = "URI") @Nullable String uri,
            @JacksonXmlProperty(localName = "EmailAddress") @Nullable String emailAddress) {

        /** Clients look for the prefix that S3 writes, so it is written out. */
        @JacksonXmlProperty(isAttribute = true, localName = "xmlns:xsi")
        public String xsi() {
            return "http://www.w3.org/2001/XMLSchema-instance";
        }

        /** The type under S3's prefix. */
        @JacksonXmlProperty(isAttribute = true, localName = "xsi:type")
        public @Nullable String xsiType() {
            return type;
        }
    }
}
