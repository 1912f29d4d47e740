package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.contentid.ArchiveRefusal;
import io.coffer.contentid.ArchivedTree;
import io.coffer.contentid.CarDigest;
import io.coffer.contentid.FileCar;
import io.coffer.contentid.FileDigest;
import io.coffer.contentid.Piece;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.binary.Base32;
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
        assertEquals("application/vnd.ipld.car; version=1; order=unk; dups=y", header(car, "Content-Type"));
        assertEquals("none", header(car, "Accept-Ranges"));
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
        // The root, the directory and the file.
        assertEquals(3, roots.split(",").length);
        assertEquals('"' + roots.split(",")[2] + '"', header(file, "ETag"));
        assertEquals(304, raw("GET", "/ipfs/" + cid + "/words/hello.txt").header("if-none-match", header(file, "ETag")).send()
                .statusCode());
        assertEquals("24", header(raw("HEAD", "/ipfs/" + cid + "/words/hello.txt").send(), "Content-Length"));
        assertCode(404, "NoSuchKey", ask(cid + "/words"));
        assertCode(404, "NoSuchKey", ask(cid + "/words/other"));
        assertCode(404, "NoSuchKey", ask(cid + "/words/hello.txt/below"));
        assertEquals("application/vnd.ipld.raw", header(ask(cid + "/words/hello.txt?format=raw"), "Content-Type"));
        s3.putBucketAcl(r -> r.bucket(bucket).acl("private"));
        assertEquals(404, ask(cid + "/words/hello.txt").statusCode());
        assertEquals(404, ask(cid + "/words?format=car").statusCode());
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
        assertEquals("<h1>Sharded</h1>\n", ask(cid + "/").body());
        assertEquals("file 299", ask(cid + "/%C3%BC%20299.txt").body());
        assertEquals("below 19", ask(cid + "/below/19").body());
        assertCode(404, "NoSuchKey", ask(cid + "/%C3%BC%20300.txt"));
    }

    @Test
    void aFileThatIsNoArchiveHasNothingBelowIt() {
        String cid = put(bucketWith("public-read"), bytes(10, 8), Map.of());
        assertCode(404, "NoSuchKey", ask(cid + "/below"));
        assertCode(404, "NoSuchKey", ask(cid + "/below?format=car"));
        assertEquals(404, raw("GET", "/ipfs/" + cid + "/below").header("if-none-match", "*").send().statusCode());
    }

    private String imported(String archive) throws IOException {
        return put(bucketWith("public-read"), Files.readAllBytes(Path.of("../../shared/contentid/src/test/resources", archive)),
                Map.of("import", "car"));
    }

    /** An archive that was asked for, whose blocks have been verified. */
    private ArchivedTree verified(String target, String root) throws IOException {
        HttpResponse<byte[]> answer = raw("GET", "/ipfs/" + target).sendForBytes();
        assertEquals(200, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        byte[] car = answer.body();
        assertEquals(String.valueOf(car.length), header(answer, "Content-Length"));
        CarDigest digest = new CarDigest();
        digest.update(car, 0, car.length);
        assertEquals(root, digest.finish().toString());
        return ArchivedTree.ofArchive((offset, length) -> new ByteArrayInputStream(car, (int) offset, (int) length), car.length, root);
    }

    @Test
    void whatAPathLeadsToIsGivenAsAnArchiveWithTheBlocksAlongThePath() throws IOException {
        String cid = imported("directory.car");
        ArchivedTree file = verified(cid + "/words/hello.txt?format=car", cid);
        assertEquals(24, file.file(file.find(List.of("words", "hello.txt")).orElseThrow()).stream().mapToLong(Piece::size).sum());
        assertThrows(ArchiveRefusal.class, () -> file.find(List.of("index.html")));
        ArchivedTree words = verified(cid + "/words?format=car", cid);
        assertEquals(24, words.file(words.find(List.of("words", "hello.txt")).orElseThrow()).stream().mapToLong(Piece::size).sum());
        ArchivedTree block = verified(cid + "/words?format=car&dag-scope=block", cid);
        assertThrows(ArchiveRefusal.class, () -> block.find(List.of("words", "hello.txt")));
        ArchivedTree listed = verified(cid + "/words/?format=car&dag-scope=entity", cid);
        assertThrows(ArchiveRefusal.class, () -> listed.find(List.of("words", "hello.txt")));
        ArchivedTree end = verified(cid + "/words/hello.txt?format=car&entity-bytes=20:*", cid);
        assertThrows(ArchiveRefusal.class, () -> end.file(end.find(List.of("words", "hello.txt")).orElseThrow()));
        assertCode(404, "NoSuchKey", ask(cid + "/words/other?format=car"));
        assertCode(400, "InvalidArgument", ask(cid + "/words/hello.txt?format=car&entity-bytes=24:*"));
        HttpResponse<String> head = raw("HEAD", "/ipfs/" + cid + "/words/hello.txt?format=car").send();
        assertEquals(200, head.statusCode());
        assertEquals(header(raw("GET", "/ipfs/" + cid + "/words/hello.txt?format=car").send(), "Content-Length"),
                header(head, "Content-Length"));
    }

    @Test
    void archivesOfPathsInShardedDirectoriesHaveTheShardsAlongThePath() throws IOException {
        String cid = imported("sharded.car");
        ArchivedTree file = verified(cid + "/%C3%BC%20299.txt?format=car", cid);
        assertEquals(8, file.file(file.find(List.of("ü 299.txt")).orElseThrow()).stream().mapToLong(Piece::size).sum());
        ArchivedTree below = verified(cid + "/below?format=car", cid);
        for (int i = 0; i < 20; i++) {
            assertFalse(below.file(below.find(List.of("below", String.valueOf(i))).orElseThrow()).isEmpty());
        }
        ArchivedTree listed = verified(cid + "?format=car&dag-scope=entity", cid);
        assertThrows(ArchiveRefusal.class, () -> listed.find(List.of("ü 299.txt")));
        assertTrue(listed.find(List.of("no such name")).isEmpty());
    }

    @Test
    void anArchiveSaysWhatItIs() throws IOException {
        String cid = imported("directory.car");
        HttpResponse<String> car = ask(cid + "/words?format=car&dag-scope=block");
        assertEquals("application/vnd.ipld.car; version=1; order=dfs; dups=n", header(car, "Content-Type"));
        assertEquals("attachment; filename=\"" + cid + ".car\"", header(car, "Content-Disposition"));
        assertEquals("nosniff", header(car, "X-Content-Type-Options"));
        assertEquals("none", header(car, "Accept-Ranges"));
        assertEquals("public, max-age=29030400, immutable", header(car, "Cache-Control"));
        assertEquals("*", header(car, "Access-Control-Allow-Origin"));
        assertTrue(header(car, "ETag").startsWith("W/\"block."), header(car, "ETag"));
        Set<String> etags = new HashSet<>();
        for (String asked : List.of("/words?format=car", "/words?format=car&dag-scope=block", "/words?format=car&dag-scope=entity",
                "/words?format=car&entity-bytes=0:1", "/words?format=car&entity-bytes=0:*", "/words?format=car&car-dups=y",
                "/words/hello.txt?format=car", "?format=car&dag-scope=block", "?format=car", "/words/hello.txt?format=raw",
                "/words/hello.txt")) {
            String etag = header(raw("HEAD", "/ipfs/" + cid + asked).send(), "ETag");
            assertTrue(etags.add(etag), () -> asked + " " + etag);
            HttpResponse<String> again = raw("GET", "/ipfs/" + cid + asked).header("if-none-match", "\"other\", " + etag).send();
            assertEquals(304, again.statusCode(), asked);
            assertEquals(etag, header(again, "ETag"));
            assertEquals(304, raw("GET", "/ipfs/" + cid + asked).header("if-none-match", "*").send().statusCode(), asked);
        }
        // Of the archive as it is stored it is not known whether blocks are there twice.
        assertEquals("application/vnd.ipld.car; version=1; order=unk", header(ask(cid + "?format=car"), "Content-Type"));
        assertEquals("nosniff", header(ask(cid + "?format=car"), "X-Content-Type-Options"));
    }

    @Test
    void theFormatIsNegotiated() throws IOException {
        String cid = imported("directory.car");
        String path = "/ipfs/" + cid + "/words";
        assertEquals("application/vnd.ipld.car; version=1; order=dfs; dups=y", accepted(path,
                "application/vnd.ipld.car; version=1; order=dfs; dups=y"));
        assertEquals("application/vnd.ipld.car; version=1; order=dfs; dups=n", accepted(path,
                "text/html, Application/Vnd.Ipld.Car;dups=\"n\""));
        assertEquals("application/vnd.ipld.raw", accepted(path, "application/vnd.ipld.car;q=0.5, application/vnd.ipld.raw"));
        assertEquals("application/vnd.ipld.car; version=1; order=dfs; dups=y", accepted(path,
                "application/vnd.ipld.car;order=foo, application/vnd.ipld.car;order=dfs;dups=y;q=0.5"));
        assertEquals("application/vnd.ipld.raw", accepted(path + "?format=raw", "application/vnd.ipld.car"));
        assertEquals("text/html", accepted("/ipfs/" + cid + "/", "text/html,application/xhtml+xml,*/*;q=0.8"));
        assertEquals("text/html", accepted("/ipfs/" + cid + "/", "application/vnd.ipld.car;q=0, */*"));
        for (String none : List.of("application/vnd.ipld.car;version=2", "application/vnd.ipld.car;order=foo",
                "application/vnd.ipld.car;dups=x", "application/vnd.ipld.dag-json")) {
            assertCode(400, "InvalidRequest", raw("GET", path).header("accept", none).send());
        }
        for (String none : List.of("format=tar", "format=car&car-version=2", "format=car&car-order=foo", "format=car&car-dups=x",
                "format=car&dag-scope=some", "format=car&entity-bytes=x")) {
            assertCode(400, "InvalidArgument", raw("GET", path + "?" + none).send());
        }
        HttpResponse<String> negotiated = raw("GET", path).header("accept", "application/vnd.ipld.car;dups=y").send();
        assertEquals(path + "?format=car&car-dups=y", header(negotiated, "Content-Location"));
        assertEquals("Accept", header(negotiated, "Vary"));
        assertNull(header(raw("GET", path + "?format=car").send(), "Content-Location"));
        assertNull(header(raw("GET", path + "?format=car").send(), "Vary"));
        assertEquals("application/vnd.ipld.car; version=1; order=dfs; dups=y", accepted(path + "?car-dups=y",
                "application/vnd.ipld.car;dups=n"));
    }

    private String accepted(String target, String accept) {
        HttpResponse<String> answer = raw("GET", target).header("accept", accept).send();
        assertEquals(200, answer.statusCode(), answer::body);
        return header(answer, "Content-Type");
    }

    @Test
    void aFileIsGivenDepthFirstAndInPartsIfThatIsAskedFor() throws IOException {
        String cid = put(bucketWith("public-read"), bytes(600_000, 10), Map.of());
        HttpResponse<String> root = ask(cid + "?format=raw");
        assertEquals(200, root.statusCode(), root::body);
        assertEquals("application/vnd.ipld.raw", header(root, "Content-Type"));
        assertEquals("attachment; filename=\"" + cid + ".bin\"", header(root, "Content-Disposition"));
        assertEquals("nosniff", header(root, "X-Content-Type-Options"));
        ArchivedTree whole = verified(cid + "?format=car&car-order=dfs&car-dups=y", cid);
        assertEquals(600_000, whole.file(whole.find(List.of()).orElseThrow()).stream().mapToLong(Piece::size).sum());
        ArchivedTree block = verified(cid + "?format=car&dag-scope=block", cid);
        assertThrows(ArchiveRefusal.class, () -> block.file(block.find(List.of()).orElseThrow()));
        long part = Long.parseLong(header(ask(cid + "?format=car&entity-bytes=0:99"), "Content-Length"));
        assertTrue(part > FileDigest.CHUNK && part < FileDigest.CHUNK + 1000, () -> "length: " + part);
        assertEquals("application/vnd.ipld.car; version=1; order=dfs; dups=n",
                header(ask(cid + "?format=car&car-dups=n"), "Content-Type"));
    }

    @Test
    void rangesAreServedOfBlocksAndIfTheClientHasTheRest() throws IOException {
        String cid = imported("directory.car");
        String file = "/ipfs/" + cid + "/words/hello.txt";
        String etag = header(raw("HEAD", file).send(), "ETag");
        assertEquals(206, raw("GET", file).header("range", "bytes=0-1").header("if-range", etag).send().statusCode());
        assertEquals(200, raw("GET", file).header("range", "bytes=0-1").header("if-range", "\"other\"").send().statusCode());
        assertEquals("2", header(raw("GET", file + "?format=raw").header("range", "bytes=0-1").send(), "Content-Length"));
        String plain = put(bucketWith("public-read"), bytes(10, 11), Map.of());
        assertEquals(206, raw("GET", "/ipfs/" + plain + "?format=raw").header("range", "bytes=0-1").send().statusCode());
        assertEquals(200, raw("GET", "/ipfs/" + plain).header("range", "bytes=0-1").header("if-range", "\"other\"").send().statusCode());
        assertEquals(200, raw("GET", file + "?format=car").header("range", "bytes=0-1").send().statusCode());
    }

    @Test
    void theDirectoryOfAPageIsNamedWithASlash() throws IOException {
        String cid = imported("directory.car");
        for (String method : List.of("GET", "HEAD")) {
            HttpResponse<String> moved = raw(method, "/ipfs/" + cid + "?filename=a").send();
            assertEquals(301, moved.statusCode());
            assertEquals("/ipfs/" + cid + "/?filename=a", header(moved, "Location"));
        }
        HttpResponse<String> worker = raw("GET", "/ipfs/" + cid).header("service-worker", "script").send();
        assertCode(400, "InvalidRequest", worker);
        assertEquals(200, raw("GET", "/ipfs/" + cid + "/words/hello.txt").header("service-worker", "script").send().statusCode());
    }

    @Test
    void aBlockIsNotToBeDecoded() {
        String bucket = bucketWith("public-read");
        String cid = s3.putObject(r -> r.bucket(bucket).key("packed").contentEncoding("gzip"), RequestBody.fromBytes(bytes(10, 13)))
                .sdkHttpResponse().firstMatchingHeader("x-amz-meta-cid").orElseThrow();
        assertEquals("gzip", header(ask(cid), "Content-Encoding"));
        assertNull(header(ask(cid + "?format=raw"), "Content-Encoding"));
    }

    @Test
    void aFileIsNamedAsTheClientWants() {
        String cid = put(bucketWith("public-read"), bytes(10, 12), Map.of());
        assertEquals("inline; filename=\"test____.pdf\"; filename*=UTF-8''test%D1%82%D0%B5%D1%81%D1%82.pdf",
                header(ask(cid + "?filename=test%D1%82%D0%B5%D1%81%D1%82.pdf"), "Content-Disposition"));
        assertEquals("attachment; filename=\"a_b\"; filename*=UTF-8''a%22b",
                header(ask(cid + "?filename=a%22b&download=true"), "Content-Disposition"));
        assertEquals("attachment; filename=\"my.car\"", header(ask(cid + "?format=car&filename=my.car"), "Content-Disposition"));
    }

    @Test
    void aGatewayIsFoundAndSaysAtOnceThatItDoesNotHaveSomething() {
        assertEquals("", ask("bafkqaaa?format=raw").body());
        assertEquals("application/vnd.ipld.raw", header(ask("bafkqaaa?format=raw"), "Content-Type"));
        assertEquals(200, raw("HEAD", "/ipfs/bafkqaaa").header("accept", "application/vnd.ipld.raw").send().statusCode());
        HttpResponse<String> car = ask("bafkqaaa?format=car");
        assertEquals(200, car.statusCode(), car::body);
        assertTrue(header(car, "Content-Type").startsWith("application/vnd.ipld.car; version=1"));
        String nobodys = "bafybeie5nqv6kd3qnfjupgvz34woh3oksc3iau6abmyajn7qvtf6erpvsm";
        HttpResponse<String> missing = ask(nobodys + "?format=raw");
        assertCode(404, "NoSuchKey", missing);
        assertEquals("*", header(missing, "Access-Control-Allow-Origin"));
        assertEquals(412, raw("HEAD", "/ipfs/" + nobodys).header("cache-control", "only-if-cached").send().statusCode());
    }

    @Test
    void contentIdsOfVersionZeroAreUnderstood() throws IOException {
        String cid = imported("directory.car");
        String version0 = version0(cid);
        assertTrue(version0.startsWith("Qm"));
        assertEquals("hello hello hello hello\n", ask(version0 + "/words/hello.txt").body());
        assertEquals(cid, header(ask(version0 + "/"), "X-Ipfs-Roots"));
    }

    /** A content id of a node as version 0 writes it. */
    static String version0(String cid) {
        byte[] bytes = new Base32().decode(cid.substring(1).toUpperCase(Locale.ROOT));
        return base58(Arrays.copyOfRange(bytes, 2, bytes.length));
    }

    private static String base58(byte[] bytes) {
        String digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        StringBuilder text = new StringBuilder();
        for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(BigInteger.valueOf(58))) {
            text.insert(0, digits.charAt(rest.mod(BigInteger.valueOf(58)).intValue()));
        }
        return text.toString();
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
