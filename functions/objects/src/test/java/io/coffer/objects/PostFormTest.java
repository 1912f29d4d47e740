package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostFormTest {

    private static final String TYPE = "multipart/form-data; boundary=9431149156168";
    private static final String END = "\r\n--9431149156168--\r\n";

    @Test
    void fieldsComeBeforeTheFile() throws IOException {
        PostForm form = read(field("Key", "user/a b.txt") + field("x-amz-meta-tag", "Ninja") + field("X-AMZ-META-TAG", "Stallman")
                + file("hello", "a.txt") + END);
        assertEquals(List.of("Key", "x-amz-meta-tag"), List.copyOf(form.fields().names()));
        assertEquals("user/a b.txt", form.fields().get("key"));
        assertEquals("Ninja,Stallman", form.fields().get("x-amz-meta-tag"));
        assertEquals("hello", text(form));
    }

    @Test
    void whatFollowsTheFileIsIgnored() throws IOException {
        PostForm form = read(field("key", "k") + file("hello", "a.txt") + "\r\n" + field("acl", "public-read")
                + file("other", "b.txt") + END);
        assertEquals("hello", text(form));
        assertEquals(List.of("key"), List.copyOf(form.fields().names()));
    }

    @Test
    void theBodyIsReadToItsEnd() throws IOException {
        InputStream body = bytes(field("key", "k") + file("hello", "a.txt") + END + "epilogue".repeat(100_000));
        PostForm form = PostForm.read(TYPE, body);
        assertEquals("hello", text(form));
        assertEquals(-1, body.read());
    }

    @Test
    void everyPartMayHaveAFileName() throws IOException {
        PostForm form = read(part("form-data; name=\"key\"; filename=\"key\"", "${filename}") + "\r\n" + file("hello", "foo.txt") + END);
        assertEquals("foo.txt", form.fields().get("key"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.txt | user/a.txt",
        "C:\\Program Files\\dir\\a.txt | user/a.txt",
        "/home/mary/a.txt | user/a.txt",
        "a/b\\c.txt | user/c.txt",
        "'' | user/",
        "ä—.txt | user/ä—.txt",
        "a;b.txt | user/a;b.txt"
    })
    void theFilesNameIsFilledIn(String fileName, String key) throws IOException {
        PostForm form = read(field("key", "user/${filename}") + field("x-amz-meta-name", "${filename}") + file("hello", fileName) + END);
        assertEquals(key, form.fields().get("key"));
        assertEquals(key.substring(5), form.fields().get("x-amz-meta-name"));
    }

    @Test
    void aFileWithoutANameLeavesTheVariableAsItIs() throws IOException {
        PostForm form = read(field("key", "user/${filename}") + part("form-data; name=\"file\"", "hello") + END);
        assertEquals("user/${filename}", form.fields().get("key"));
    }

    @Test
    void aFileHoldsWhatLooksLikeABoundary() throws IOException {
        String content = "\r\n--9431149\r\n\r\n--\r\n-\r\n--943114915616\r\n9431149156168";
        assertEquals(content, text(read(field("key", "k") + file(content, "a") + END)));
    }

    @Test
    void anEmptyFileIsOne() throws IOException {
        assertEquals("", text(read(field("key", "k") + file("", "") + END)));
    }

    @Test
    void aLargeFileIsStreamed() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        InputStream body = new SequenceInputStream(
                bytes(field("key", "k") + file("", "a.bin")), new SequenceInputStream(new ByteArrayInputStream(content), bytes(END)));
        int[] taken = {0};
        PostForm form = PostForm.read(TYPE, new FilterInputStream(body) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int read = super.read(b, off, len);
                taken[0] += Math.max(read, 0);
                return read;
            }
        });
        assertTrue(taken[0] < 128 << 10, "only a buffer of the file is read with the fields");
        assertArrayEquals(content, form.file().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=\"9431149156168\"", "Multipart/Form-Data;boundary=9431149156168; charset=utf-8"})
    void contentTypesOfForms(String contentType) throws IOException {
        assertEquals("k", PostForm.read(contentType, bytes(field("key", "k") + file("hello", "a") + END)).fields().get("key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/html", "application/x-www-form-urlencoded", "multipart/mixed; boundary=9431149156168"})
    void whatIsNoForm(String contentType) {
        S3Exception refusal = refused(S3ErrorCode.PRECONDITION_FAILED, contentType, "");
        assertEquals("Bucket POST must be of the enclosure-type multipart/form-data", refusal.fields().get("Condition"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890"})
    void aFormNeedsABoundary(String contentType) {
        refused(S3ErrorCode.MALFORMED_POST_REQUEST, contentType, field("key", "k") + file("hello", "a") + END);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "no boundary at all",
        "--9431149156168",
        "--9431149156168\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nnever ends",
        "--9431149156168\r\nContent-Disposition: form-data; name=\"key\"",
        "--9431149156168\r\n\r\nno header\r\n--9431149156168--",
        "--9431149156168\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--9431149156168--",
        "--9431149156168\r\nContent-Disposition: form-data; name=\"=?UTF-8?B?Y=?=\"\r\n\r\nno encoded word\r\n--9431149156168--",
        "--9431149156168\r\nContent-Disposition: attachment; name=\"file\"\r\n\r\nno field\r\n--9431149156168--"
    })
    void formsThatAreMalformed(String body) {
        refused(S3ErrorCode.MALFORMED_POST_REQUEST, TYPE, body);
    }

    @Test
    void aFormIsUtf8() {
        String body = field("key", "k\u00e9") + file("hello", "a") + END;
        S3Exception refusal = assertThrows(S3Exception.class,
                () -> PostForm.read(TYPE, new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1))));
        assertEquals(S3ErrorCode.MALFORMED_POST_REQUEST, refusal.code());
    }

    @Test
    void aFileThatDoesNotEndIsMalformed() throws IOException {
        PostForm form = read(field("key", "k") + file("hello", "a"));
        assertEquals(S3ErrorCode.MALFORMED_POST_REQUEST, assertThrows(S3Exception.class, () -> form.file().readAllBytes()).code());
    }

    @Test
    void aFormNeedsAFile() {
        S3Exception refusal = refused(S3ErrorCode.INVALID_ARGUMENT, TYPE, field("key", "k") + field("other", "hello") + END);
        assertEquals("POST requires exactly one file upload per request.", refusal.getMessage());
        assertEquals("file", refusal.fields().get("ArgumentName"));
        assertEquals("0", refusal.fields().get("ArgumentValue"));
    }

    @Test
    void theFormWithoutItsFileIsBounded() throws IOException {
        String overhead = "\r\n" + field("key", "") + file("", "a");
        String full = "v".repeat(PostForm.MAX_BYTES - overhead.length());
        assertEquals(full, read(field("key", full) + file("hello", "a") + END).fields().get("key"));
        S3Exception refusal = refused(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED, TYPE,
                field("key", full + "v") + file("hello", "a") + END);
        assertEquals("20480", refusal.fields().get("MaxPostPreDataLengthBytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"preamble", "field", "header", "fields"})
    void theFormIsBoundedWhateverItIsMadeOf(String what) {
        String much = "v".repeat(1 << 20);
        refused(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED, TYPE, switch (what) {
            case "preamble" -> much + "\r\n" + field("key", "k") + file("hello", "a") + END;
            case "field" -> field("key", much) + file("hello", "a") + END;
            case "header" -> field(much, "k") + file("hello", "a") + END;
            default -> field("a", "").repeat(1_000) + file("hello", "a") + END;
        });
    }

    private static String field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", value) + "\r\n";
    }

    /** Without the boundary that follows it. */
    private static String file(String content, String name) {
        return part("form-data; name=\"file\"; filename=\"" + name + "\"", content);
    }

    private static String part(String disposition, String content) {
        return "--9431149156168\r\nContent-Disposition: " + disposition + "\r\nContent-Type: text/plain\r\n\r\n" + content;
    }

    private static PostForm read(String body) throws IOException {
        return PostForm.read(TYPE, bytes(body));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(PostForm form) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        form.file().transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    private static S3Exception refused(S3ErrorCode code, String contentType, String body) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> PostForm.read(contentType, bytes(body)));
        assertEquals(code, refusal.code(), refusal::getMessage);
        return refusal;
    }
}
