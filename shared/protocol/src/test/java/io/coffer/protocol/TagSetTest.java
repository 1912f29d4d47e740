package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.protocol.xml.Tagging;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagSetTest {

    private static TagSet document(String tagSet) {
        byte[] xml = ("<Tagging xmlns=\"" + S3Xml.NAMESPACE + "\">" + tagSet + "</Tagging>").getBytes(StandardCharsets.UTF_8);
        return TagSet.of(S3Xml.read(xml, Tagging.class), TagSet.MAX_OF_OBJECT);
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
    }

    private static TagSet header(String header) {
        return TagSet.ofHeader(header, TagSet.MAX_OF_OBJECT);
    }

    private static S3Exception assertRefused(S3ErrorCode code, Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(code, refusal.code());
        return refusal;
    }

    @Test
    void readsADocumentAndWritesItInTheOrderOfItsKeys() {
        TagSet tags = document("\n <TagSet>\n" + tag("z", "1") + tag("a b+c-d=e.f_g:h/i@j", "") + "</TagSet>\n");

        assertEquals(List.of("a b+c-d=e.f_g:h/i@j", "z"), List.copyOf(tags.tags().keySet()));
        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Tagging xmlns=\"" + S3Xml.NAMESPACE + "\"><TagSet>"
                        + "<Tag><Key>a b+c-d=e.f_g:h/i@j</Key><Value></Value></Tag>" + tag("z", "1") + "</TagSet></Tagging>",
                new String(S3Xml.write(tags.document()), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<TagSet/>", "<TagSet></TagSet>", "<TagSet>\n </TagSet>"})
    void aTagSetMayBeEmpty(String tagSet) {
        assertEquals(TagSet.EMPTY, document(tagSet));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<Tag><Key>a</Key><Value>b</Value></Tag>", "<TagSet><Tag><Key>a</Key></Tag></TagSet>",
        "<TagSet><Tag><Value>a</Value></Tag></TagSet>", "<TagSet><Tag/></TagSet>", "<TagSet><Label/></TagSet>", "<TagSet>text</TagSet>"})
    void aDocumentThatLacksAnElementIsMalformed(String tagSet) {
        assertRefused(S3ErrorCode.MALFORMED_XML, () -> document(tagSet));
    }

    @Test
    void keysHave128CharactersAndValues256() {
        String key = "\u00e9".repeat(128);
        String value = "v".repeat(256);

        assertEquals(Map.of(key, value), document("<TagSet>" + tag(key, value) + "</TagSet>").tags());
        assertRefused(S3ErrorCode.INVALID_TAG, () -> document("<TagSet>" + tag(key + "k", "") + "</TagSet>"));
        assertRefused(S3ErrorCode.INVALID_TAG, () -> document("<TagSet>" + tag("k", value + "v") + "</TagSet>"));
        assertRefused(S3ErrorCode.INVALID_TAG, () -> document("<TagSet>" + tag("", "v") + "</TagSet>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a;b", "a?b", "a!b", "a*b", "a#b", "a%b", "(a)", "a\tb"})
    void otherCharactersAreInvalid(String text) {
        assertEquals(text, assertRefused(S3ErrorCode.INVALID_TAG,
                () -> document("<TagSet>" + tag(text, "v") + "</TagSet>")).fields().get("TagKey"));
        assertEquals(text, assertRefused(S3ErrorCode.INVALID_TAG,
                () -> document("<TagSet>" + tag("k", text) + "</TagSet>")).fields().get("TagValue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:cost", "AWS:cost"})
    void keysOfTheSystemAreInvalid(String key) {
        assertRefused(S3ErrorCode.INVALID_TAG, () -> document("<TagSet>" + tag(key, "v") + "</TagSet>"));
        assertRefused(S3ErrorCode.INVALID_TAG, () -> header(key + "=v"));
    }

    @Test
    void aKeyStandsOnce() {
        assertEquals("Cannot provide multiple Tags with the same key", assertRefused(S3ErrorCode.INVALID_TAG,
                () -> document("<TagSet>" + tag("a", "1") + tag("a", "2") + "</TagSet>")).getMessage());
        assertRefused(S3ErrorCode.INVALID_ARGUMENT, () -> header("a=1&a=2"));
    }

    @Test
    void thereAreNoMoreTagsThanTheResourceMayHave() {
        String ten = IntStream.range(0, 10).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));

        assertEquals(10, header(ten).size());
        assertRefused(S3ErrorCode.INVALID_TAG, () -> header(ten + "&k10=v"));
        assertEquals(11, TagSet.ofHeader(ten + "&k10=v", TagSet.MAX_OF_BUCKET).size());
    }

    @ParameterizedTest
    @CsvSource({"a=1, a, 1", "a, a, ''", "a=, a, ''", "&a=1&, a, 1", "a%20b=c%2Bd, a b, c+d", "e+f=g=h, e f, g=h",
        "%C3%BC=%E6%96%87, \u00fc, \u6587"})
    void aHeaderIsAQuery(String header, String key, String value) {
        assertEquals(Map.of(key, value), header(header).tags());
    }

    @Test
    void noHeaderIsNoTags() {
        assertEquals(TagSet.EMPTY, header(null));
        assertEquals(TagSet.EMPTY, header(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "a=%", "a=%zz", "a=%FF"})
    void aHeaderThatIsNoQueryIsAnInvalidArgument(String header) {
        S3Exception refusal = assertRefused(S3ErrorCode.INVALID_ARGUMENT, () -> header(header));

        assertEquals(header, refusal.fields().get("ArgumentValue"));
    }
}
