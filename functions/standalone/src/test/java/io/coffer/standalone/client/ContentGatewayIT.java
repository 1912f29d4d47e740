package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.contentid.FileCar;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

@OneGatewayStyle
final class ContentGatewayIT extends S3ClientTest {

    private String bucketWith(String acl) {
        String name = bucketName();
        s3.createBucket(r -> r.bucket(name).acl(acl).overrideConfiguration(c -> c.putHeader("x-coffer-network", "ipfs")));
        return name;
    }

    private String put(String bucket, byte[] bytes, Map<String, String> metadata) {
        return s3.putObject(r -> r.bucket(bucket).key("a key/ü").contentType("text/plain").metadata(metadata), RequestBody.fromBytes(bytes))
                .sdkHttpResponse().firstMatchingHeader("x-amz-meta-cid").orElseThrow();
    }

    private HttpResponse<String> ask(String cid) {
        return raw("GET", "/ipfs/" + cid).send();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    @Test
    void aPublicObjectIsFoundByItsContentId() {
        String bucket = bucketWith("public-read");
        byte[] value = bytes(300, 1);
        String cid = put(bucket, new String(value, StandardCharsets.ISO_8859_1).replaceAll("[^a-z]", "x").getBytes(StandardCharsets.UTF_8),
                Map.of());
        HttpResponse<String> whole = ask(cid);
        assertEquals(200, whole.statusCode(), whole::body);
        assertEquals(text(bucket, "a key/ü"), whole.body());
        assertEquals("text/plain", header(whole, "Content-Type"));
        assertEquals("public, max-age=29030400, immutable", header(whole, "Cache-Control"));
        assertEquals('"' + cid + '"', header(whole, "ETag"));
        assertEquals(cid, header(whole, "X-Ipfs-Roots"));
        assertEquals("application/vnd.ipld.raw", header(ask(cid + "?format=raw"), "Content-Type"));
        HttpResponse<String> range = raw("GET", "/ipfs/" + cid).header("range", "bytes=1-3").send();
        assertEquals(206, range.statusCode());
        assertEquals(whole.body().substring(1, 4), range.body());
        assertEquals(304, raw("GET", "/ipfs/" + cid).header("if-none-match", '"' + cid + '"').send().statusCode());
        assertEquals("300", header(raw("HEAD", "/ipfs/" + cid).send(), "Content-Length"));
    }

    @Test
    void aFileIsGivenAsAnArchive() {
        String bucket = bucketWith("public-read");
        String cid = put(bucket, bytes(600_000, 2), Map.of());
        HttpResponse<String> car = ask(cid + "?format=car");
        assertEquals(200, car.statusCode(), car::body);
        assertEquals(String.valueOf(FileCar.length(600_000)), header(car, "Content-Length"));
        assertTrue(header(car, "Content-Type").startsWith("application/vnd.ipld.car; version=1"));
        assertEquals(404, ask(cid + "?format=raw").statusCode());
    }

    @Test
    void filesInAnImportedArchiveAreFoundByTheirPaths() throws IOException {
        String bucket = bucketWith("public-read");
        byte[] archive = Files.readAllBytes(Path.of("../../shared/contentid/src/test/resources/directory.car"));
        String cid = put(bucket, archive, Map.of("import", "car"));
        HttpResponse<String> page = ask(cid + "/");
        assertEquals(200, page.statusCode(), page::body);
        assertEquals("<h1>Coffer</h1>\n", page.body());
        assertEquals("text/html", header(page, "Content-Type"));
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        HttpResponse<String> file = ask(cid + "/words/hello.txt");
        assertEquals("hello hello hello hello\n", file.body());
        assertEquals("24", header(file, "Content-Length"));
        assertEquals("text/plain", header(file, "Content-Type"));
        String roots = header(file, "X-Ipfs-Roots");
        assertTrue(roots.startsWith(cid + ","), roots);
        assertEquals('"' + roots.substring(cid.length() + 1) + '"', header(file, "ETag"));
        assertEquals(304, raw("GET", "/ipfs/" + cid + "/words/hello.txt").header("if-none-match", header(file, "ETag")).send()
                .statusCode());
        assertEquals("24", header(raw("HEAD", "/ipfs/" + cid + "/words/hello.txt").send(), "Content-Length"));
        assertCode(404, "NoSuchKey", ask(cid + "/words"));
        assertCode(404, "NoSuchKey", ask(cid + "/words/other"));
        assertCode(404, "NoSuchKey", ask(cid + "/words/hello.txt/below"));
        assertEquals("application/vnd.ipld.raw", header(ask(cid + "/words/hello.txt?format=raw"), "Content-Type"));
        assertEquals(501, ask(cid + "/words?format=car").statusCode());
        s3.putBucketAcl(r -> r.bucket(bucket).acl("private"));
        assertEquals(404, ask(cid + "/words/hello.txt").statusCode());
    }

    @Test
    void rangesOfFilesInAnArchiveAreServed() throws IOException {
        byte[] archive = Files.readAllBytes(Path.of("../../shared/contentid/src/test/resources/directory.car"));
        String file = put(bucketWith("public-read"), archive, Map.of("import", "car")) + "/words/hello.txt";
        // The file is in blocks of sixteen bytes.
        HttpResponse<String> across = raw("GET", "/ipfs/" + file).header("range", "bytes=12-19").send();
        assertEquals(206, across.statusCode(), across::body);
        assertEquals("hello he", across.body());
        assertEquals("bytes 12-19/24", header(across, "Content-Range"));
        assertEquals("8", header(across, "Content-Length"));
        assertEquals("lo\n", raw("GET", "/ipfs/" + file).header("range", "bytes=-3").send().body());
        assertEquals("hello\n", raw("GET", "/ipfs/" + file).header("range", "bytes=18-").send().body());
        assertEquals("bytes", header(ask(file), "Accept-Ranges"));
        assertCode(416, "InvalidRange", raw("GET", "/ipfs/" + file).header("range", "bytes=24-").send());
        assertEquals("hello hello hello hello\n", raw("GET", "/ipfs/" + file).header("range", "bytes=0-1,4-5").send().body());
        HttpResponse<String> head = raw("HEAD", "/ipfs/" + file).header("range", "bytes=0-1").send();
        assertEquals(206, head.statusCode());
        assertEquals("2", header(head, "Content-Length"));
    }

    @Test
    void filesInShardedDirectoriesAreFoundByTheirPaths() throws IOException {
        byte[] archive = Files.readAllBytes(Path.of("../../shared/contentid/src/test/resources/sharded.car"));
        String cid = put(bucketWith("public-read"), archive, Map.of("import", "car"));
        assertEquals("<h1>Sharded</h1>\n", ask(cid).body());
        assertEquals("file 299", ask(cid + "/%C3%BC%20299.txt").body());
        assertEquals("below 19", ask(cid + "/below/19").body());
        assertCode(404, "NoSuchKey", ask(cid + "/%C3%BC%20300.txt"));
    }

    @Test
    void aFileThatIsNoArchiveHasNothingBelowIt() {
        String cid = put(bucketWith("public-read"), bytes(10, 8), Map.of());
        assertCode(404, "NoSuchKey", ask(cid + "/below"));
    }

    @Test
    void whatNobodyMayReadIsNotThere() {
        String secret = bucketWith("private");
        String cid = put(secret, "secret".getBytes(StandardCharsets.UTF_8), Map.of());
        assertCode(404, "NoSuchKey", ask(cid));
        String open = bucketWith("public-read");
        put(open, "secret".getBytes(StandardCharsets.UTF_8), Map.of());
        assertEquals(200, ask(cid).statusCode());
        s3.putBucketAcl(r -> r.bucket(open).acl("private"));
        assertEquals(404, ask(cid).statusCode());
    }

    @Test
    void whatIsReplacedOrDeletedIsNotThereAnyMore() {
        String bucket = bucketWith("public-read");
        String first = put(bucket, bytes(10, 3), Map.of());
        String second = put(bucket, bytes(10, 4), Map.of());
        assertEquals(404, ask(first).statusCode());
        assertEquals(200, ask(second).statusCode());
        s3.deleteObject(r -> r.bucket(bucket).key("a key/ü"));
        assertEquals(404, ask(second).statusCode());
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        String version = put(bucket, bytes(10, 5), Map.of());
        put(bucket, bytes(10, 6), Map.of());
        assertEquals(404, ask(version).statusCode());
        String marker = s3.getObject(r -> r.bucket(bucket).key("a key/ü")).response().versionId();
        s3.deleteObject(r -> r.bucket(bucket).key("a key/ü").versionId(marker));
        assertEquals(200, ask(version).statusCode());
    }

    @Test
    void aBucketMayBeCalledIpfs() {
        String cid = put(bucketWith("public-read"), bytes(10, 7), Map.of());
        String bucket = create("ipfs");
        put(bucket, cid, "own");
        assertEquals("own", text(bucket, cid));
        assertEquals(403, ask("other").statusCode());
        assertEquals(200, ask(cid).statusCode());
    }
}
