package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of PutBucketOwnershipControls, answer of GetBucketOwnershipControls. */
@JacksonXmlRootElement(localName = "OwnershipControls")
public record OwnershipControls(@JacksonXmlProperty(localName = "Rule") @Nullable List<Rule> rules) {

    /** The ownership under which a bucket has no access control lists. */
    public static final String BUCKET_OWNER_ENFORCED = "BucketOwnerEnforced";

    private static final List<String> OWNERSHIPS = List.of(BUCKET_OWNER_ENFORCED, "BucketOwnerPreferred", "ObjectWriter");

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }

    /** S3 takes one rule. */
    public record Rule(@JacksonXmlProperty(localName = "ObjectOwnership") @Nullable String objectOwnership) {}

    /** @throws S3Exception InvalidArgument for an ownership there is not */
    public static OwnershipControls ofHeader(String objectOwnership) {
        if (!OWNERSHIPS.contains(objectOwnership)) {
            throw S3Exception.invalidArgument("x-amz-object-ownership", objectOwnership, "Invalid x-amz-object-ownership header: "
                    + objectOwnership);
        }
        return new OwnershipControls(List.of(new Rule(objectOwnership)));
    }

    /** @throws S3Exception MalformedXML if it is not one rule with an ownership there is */
    public OwnershipControls requireValid() {
        Rule rule = rules == null || rules.size() != 1 ? null : rules.get(0);
        if (rule == null || rule.objectOwnership() == null || !OWNERSHIPS.contains(rule.objectOwnership())) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        return this;
    }

    /** Whether the bucket has no access control lists. */
    public boolean bucketOwnerEnforced() {
        return List.of(new Rule(BUCKET_OWNER_ENFORCED)).equals(rules);
    }
}
