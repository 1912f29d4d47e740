package io.coffer.protocol.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3XmlTest {

    private static String written(Object document) {
        return new String(S3Xml.write(document), StandardCharsets.UTF_8);
    }

    private static <T> T read(String xml, Class<T> type) {
        return S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void writesS3sNamespaceAndRepeatedElementsWithoutAWrapper() {
        var document = new DeleteResult(List.of(
                new DeleteResult.Deleted("a", null, null, null), new DeleteResult.Deleted("b", null, null, null)), null);

        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<Deleted><Key>a</Key></Deleted><Deleted><Key>b</Key></Deleted></DeleteResult>", written(document));
    }

    @Test
    void writesErrorsWithoutNamespaceInTheOrderOfTheirFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Code", "NoSuchKey");
        fields.put("Message", "a < b & c");

        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>a &lt; b &amp; c</Message></Error>",
                written(new ErrorDocument(fields)));
    }

    @Test
    void writesWhatXmlCannotCarryAsCharacterReferences() {
        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Deleted><Key>a&#x1;b&#xd;\u00e9\ud83d\ude00</Key></Deleted></DeleteResult>",
                written(new DeleteResult(List.of(new DeleteResult.Deleted("a\u0001b\r\u00e9\ud83d\ude00", null, null, null)), null)));
    }

    /** The SDK for JavaScript v2, lib/services/s3.js, finds a bucket's location by this pattern. */
    @Test
    void aPatternFindsTheLocationAndNothingWhereThereIsNone() {
        Pattern pattern = Pattern.compile(">(.+)</Location");
        Matcher somewhere = pattern.matcher(written(new LocationConstraint("eu-central-1")));

        assertTrue(somewhere.find());
        assertEquals("eu-central-1", somewhere.group(1));
        assertFalse(pattern.matcher(written(new LocationConstraint(null))).find());
    }

    @Test
    void aDocumentOfMoreElementsThanAnyNeedsIsNotParsedToItsEnd() {
        byte[] keys = ("<Delete>" + "<Object></Object>".repeat(130_000) + "</Delete>").getBytes(StandardCharsets.UTF_8);
        byte[] deep = ("<Delete>" + "<Object>".repeat(40) + "</Object>".repeat(40) + "</Delete>").getBytes(StandardCharsets.UTF_8);

        assertEquals(S3ErrorCode.MALFORMED_XML, assertThrows(S3Exception.class, () -> S3Xml.read(keys, DeleteRequest.class)).code());
        assertEquals(S3ErrorCode.MALFORMED_XML, assertThrows(S3Exception.class, () -> S3Xml.read(deep, DeleteRequest.class)).code());
    }

    @Test
    void readsADocumentWithOrWithoutNamespace() {
        String parts = "<Part><PartNumber>1</PartNumber><ETag>\"x\"</ETag></Part><Part><ETag>y</ETag><PartNumber>2</PartNumber></Part>";
        for (String xmlns : List.of("", " xmlns=\"" + S3Xml.NAMESPACE + "\"")) {
            var read = read("<CompleteMultipartUpload" + xmlns + ">" + parts + "</CompleteMultipartUpload>",
                    CompleteMultipartUploadRequest.class);

            assertEquals(2, read.parts().size());
            assertEquals("\"x\"", read.parts().get(0).etag());
            assertEquals(2, read.parts().get(1).partNumber());
        }
    }

    @Test
    void keepsWhiteSpaceInKeys() {
        assertEquals(" a ", read("<Delete><Object><Key> a </Key></Object></Delete>", DeleteRequest.class).objects().get(0).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "no xml", "<Delete>", "<Delete><Object><Key>a</Key></Object></Delete",
        "<Delete><Object xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/></Delete>",
        "<Delete><Surprise/></Delete>", "<Other><Object><Key>a</Key></Object></Other>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&x;</Key></Object></Delete>"
    })
    void refusesEverythingElseAsMalformed(String xml) {
        assertEquals(S3ErrorCode.MALFORMED_XML, assertThrows(S3Exception.class, () -> read(xml, DeleteRequest.class)).code());
    }
}
