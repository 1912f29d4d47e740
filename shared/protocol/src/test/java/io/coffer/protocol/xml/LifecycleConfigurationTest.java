package io.coffer.protocol.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleConfigurationTest {

    private static LifecycleConfiguration read(String rules) {
        String xml = "<LifecycleConfiguration xmlns=\"" + S3Xml.NAMESPACE + "\">" + rules + "</LifecycleConfiguration>";
        return S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<Rule><ID>a</ID><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
        "<Rule><ID>a</ID><Prefix></Prefix><Status>Enabled</Status><Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration></Rule>",
        "<Rule><ID>a</ID><Filter><Prefix>p/</Prefix></Filter><Status>Disabled</Status><Expiration>"
                + "<ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration></Rule>",
        "<Rule><ID>a</ID><Filter><Tag><Key>k</Key><Value></Value></Tag></Filter><Status>Enabled</Status><Transition><Days>0</Days>"
                + "<StorageClass>GLACIER</StorageClass></Transition></Rule>",
        "<Rule><ID>a</ID><Filter><ObjectSizeLessThan>9</ObjectSizeLessThan></Filter><Status>Enabled</Status>"
                + "<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>GLACIER</StorageClass>"
                + "</NoncurrentVersionTransition></Rule>",
        "<Rule><ID>a</ID><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>l</Key><Value>w</Value></Tag>"
                + "<ObjectSizeGreaterThan>1</ObjectSizeGreaterThan></And></Filter><Status>Enabled</Status><NoncurrentVersionExpiration>"
                + "<NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>"
                + "</Rule><Rule><ID>b</ID><Filter></Filter><Status>Enabled</Status><AbortIncompleteMultipartUpload>"
                + "<DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
    })
    void writesARuleAsS3DoesAndAsItWasRead(String rules) {
        String written = new String(S3Xml.write(read(rules)), StandardCharsets.UTF_8);

        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LifecycleConfiguration xmlns=\"" + S3Xml.NAMESPACE + "\">"
                + rules.replace("<Filter></Filter>", "<Filter/>") + "</LifecycleConfiguration>", written);
    }

    @Test
    void readsElementsInAnyOrderAndWithSpaceBetween() {
        var rule = read("<Rule>\n <Status>Enabled</Status>\n <Expiration> <Days> 3 </Days> </Expiration>\n <Filter> </Filter>\n</Rule>")
                .rules().get(0);

        assertEquals(3, rule.expiration().days());
        assertNotNull(rule.filter());
        assertNull(rule.filter().prefix());
        assertNull(rule.prefix());
    }

    @Test
    void readsEmptyElementsAsSuchAndNotAsMissing() {
        var rule = read("<Rule><Filter><And><Tag/><Tag/></And></Filter><Expiration/><Transition/></Rule>").rules().get(0);

        assertEquals(2, rule.filter().and().tags().size());
        assertNull(rule.filter().and().tags().get(0).key());
        assertNotNull(rule.expiration());
        assertNotNull(rule.transitions().get(0));
        assertEquals(0, read("").rules().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<Rule><Surprise/></Rule>",
        "<Rule><Expiration><Days>one</Days></Expiration></Rule>",
        "<Rule><Expiration><Days>1.5</Days></Expiration></Rule>",
        "<Rule><Expiration><Days>99999999999</Days></Expiration></Rule>",
        "<Rule><Filter><ObjectSizeLessThan>99999999999999999999</ObjectSizeLessThan></Filter></Rule>",
        "<Rule><Expiration><ExpiredObjectDeleteMarker>maybe</ExpiredObjectDeleteMarker></Expiration></Rule>",
        "<Rule>text</Rule>", "<Rule><Filter>text</Filter></Rule>"
    })
    void refusesWhatIsNoSuchDocument(String rules) {
        assertEquals(S3ErrorCode.MALFORMED_XML, assertThrows(S3Exception.class, () -> read(rules)).code());
    }
}
