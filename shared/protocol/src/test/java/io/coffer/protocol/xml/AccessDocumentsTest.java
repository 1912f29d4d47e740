package io.coffer.protocol.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that say who may use a bucket, beside its access control list. */
final class AccessDocumentsTest {

    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String XMLNS = " xmlns=\"" + S3Xml.NAMESPACE + "\"";

    @Test
    void aPolicysStatusIsWrittenInLowerCase() {
        assertEquals(START + "<PolicyStatus" + XMLNS + "><IsPublic>true</IsPublic></PolicyStatus>", written(new PolicyStatus(true)));
    }

    @Test
    void whatABlockDoesNotSayIsFalse() {
        var block = read("<PublicAccessBlockConfiguration><BlockPublicPolicy>TRUE</BlockPublicPolicy></PublicAccessBlockConfiguration>",
                PublicAccessBlockConfiguration.class);
        assertEquals(START + "<PublicAccessBlockConfiguration" + XMLNS + "><BlockPublicAcls>false</BlockPublicAcls>"
                + "<IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>"
                + "<RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>", written(block.complete()));
    }

    @Test
    void aBlockIsTrueOrFalse() {
        assertEquals(S3ErrorCode.MALFORMED_XML, assertThrows(S3Exception.class, () -> read(
                "<PublicAccessBlockConfiguration><BlockPublicAcls>perhaps</BlockPublicAcls></PublicAccessBlockConfiguration>",
                PublicAccessBlockConfiguration.class)).code());
    }

    @Test
    void ownershipComesBackAsItWasPut() {
        String xml = "<OwnershipControls" + XMLNS + "><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
                + "</OwnershipControls>";
        OwnershipControls controls = read(xml, OwnershipControls.class).requireValid();
        assertTrue(controls.bucketOwnerEnforced());
        assertEquals(START + xml, written(controls));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "<Rule/>",
        "<Rule><ObjectOwnership/></Rule>",
        "<Rule><ObjectOwnership>Mine</ObjectOwnership></Rule>",
        "<Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>",
    })
    void ownershipIsOneRuleOfThree(String rules) {
        assertEquals(S3ErrorCode.MALFORMED_XML, assertThrows(S3Exception.class, () ->
                read("<OwnershipControls>" + rules + "</OwnershipControls>", OwnershipControls.class).requireValid()).code());
    }

    private static String written(Object document) {
        return new String(S3Xml.write(document), StandardCharsets.UTF_8);
    }

    private static <T> T read(String xml, Class<T> type) {
        return S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), type);
    }
}
