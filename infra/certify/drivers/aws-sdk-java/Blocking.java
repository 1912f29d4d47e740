import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java, version 2: S3Client. */
class Blocking {

    private static final String BUCKET = System.getenv("BUCKET");
    private static final int PART = 5 << 20;
    private static final Map<String, Callable<?>> JOBS = new TreeMap<>();

    private static S3Client s3;

    public static void main(String[] args) {
        JOBS.put("sizes", Blocking::sizes);
        JOBS.put("tree", Blocking::tree);
        JOBS.put("metadata", Blocking::metadata);
        JOBS.put("ranges", Blocking::ranges);
        JOBS.put("multipart", Blocking::multipart);
        JOBS.put("listing", Blocking::listing);
        JOBS.put("presigned", Blocking::presigned);
        JOBS.put("copy", Blocking::copy);
        JOBS.put("race", Blocking::race);
        JOBS.put("checksums", Blocking::checksums);
        JOBS.put("versions", Blocking::versions);
        switch (args[0]) {
            case "version" -> System.out.println("AWS SDK for Java " + VersionInfo.SDK_VERSION);
            case "jobs" -> JOBS.keySet().forEach(System.out::println);
            default -> run(JOBS.get(args[1]));
        }
    }

    private static void run(Callable<?> job) {
        s3 = S3Client.builder().endpointOverride(URI.create(System.getenv("S3_URL"))).region(Region.of(System.getenv("AWS_DEFAULT_REGION")))
                .forcePathStyle(true).build();
        try {
            job.call();
        } catch (Exception | Error e) {
            e.printStackTrace(System.out);
            System.out.println(e.toString().lines().findFirst().orElse(""));
            System.exit(1);
        }
        System.exit(0);
    }

    private static void equal(Object expected, Object actual, String what) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(what + ": expected " + expected + ", got " + actual);
        }
    }

    private static void refused(String code, Callable<?> call) throws Exception {
        try {
            call.call();
        } catch (S3Exception e) {
            equal(code, e.awsErrorDetails() == null ? String.valueOf(e.statusCode()) : e.awsErrorDetails().errorCode(), "the refusal");
            return;
        }
        throw new IllegalStateException("this should have been refused with " + code);
    }

    private static Path file(String name) {
        return Path.of(System.getenv("FILES"), name);
    }

    private static List<Path> below(String variable) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(System.getenv(variable)))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void same(Path file, String key) throws Exception {
        Path back = Files.createTempDirectory("back").resolve("file");
        s3.getObject(get -> get.bucket(BUCKET).key(key), back);
        equal(-1L, Files.mismatch(file, back), "the first byte of " + key + " that differs");
        Files.delete(back);
    }

    private static PutObjectResponse put(String key, Path file) {
        return s3.putObject(request -> request.bucket(BUCKET).key(key), file);
    }

    private static Object sizes() throws Exception {
        for (Path file : below("FILES")) {
            put(file.getFileName().toString(), file);
            same(file, file.getFileName().toString());
        }
        return null;
    }

    private static Object tree() throws Exception {
        Path root = Path.of(System.getenv("TREE"));
        List<Path> files = below("TREE");
        for (Path file : files) {
            put(root.relativize(file).toString(), file);
        }
        for (Path file : files) {
            same(file, root.relativize(file).toString());
        }
        equal((long) files.size(), s3.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream().count(), "keys");
        return null;
    }

    private static Object metadata() {
        s3.putObject(put -> put.bucket(BUCKET).key("m").contentType("text/x-certify").cacheControl("max-age=7")
                .metadata(Map.of("color", "blue")).tagging("a=1"), RequestBody.fromString("x"));
        HeadObjectResponse head = s3.headObject(request -> request.bucket(BUCKET).key("m"));
        equal(List.of("text/x-certify", "max-age=7", Map.of("color", "blue")), List.of(head.contentType(), head.cacheControl(),
                head.metadata()),
                "metadata");
        equal("1", s3.getObjectTagging(get -> get.bucket(BUCKET).key("m")).tagSet().get(0).value(), "the tag");
        return null;
    }

    private static Object ranges() throws Exception {
        put("r", file("5MiB"));
        byte[] all = Files.readAllBytes(file("5MiB"));
        byte[] rest = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("r").range("bytes=1000000-")).asByteArray();
        equal(java.nio.ByteBuffer.wrap(all, 1_000_000, all.length - 1_000_000), java.nio.ByteBuffer.wrap(rest), "the range");
        refused("InvalidRange", () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("r").range("bytes=5242880-")));
        return null;
    }

    private static Object multipart() throws Exception {
        byte[] all = Files.readAllBytes(file("30MB"));
        String aborted = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("u")).uploadId();
        part(aborted, 1, all);
        s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("u").uploadId(aborted));
        refused("NoSuchUpload", () -> s3.listParts(list -> list.bucket(BUCKET).key("u").uploadId(aborted)));
        String upload = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("u")).uploadId();
        part(upload, 1, all);
        List<CompletedPart> parts = new ArrayList<>();
        for (Part there : s3.listPartsPaginator(list -> list.bucket(BUCKET).key("u").uploadId(upload)).parts()) {
            parts.add(CompletedPart.builder().partNumber(there.partNumber()).eTag(there.eTag())
                    .checksumCRC32(there.checksumCRC32()).build());
        }
        for (int number = parts.size() + 1; (number - 1) * PART < all.length; number++) {
            parts.add(part(upload, number, all));
        }
        s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                .key("u").uploadId(upload).multipartUpload(made -> made.parts(parts)));
        same(file("30MB"), "u");
        return null;
    }

    private static CompletedPart part(String upload, int number, byte[] all) {
        int from = (number - 1) * PART;
        byte[] bytes = java.util.Arrays.copyOfRange(all, from, Math.min(all.length, from + PART));
        var answer = s3.uploadPart(put -> put.bucket(BUCKET).key("u").uploadId(upload).partNumber(number), RequestBody.fromBytes(bytes));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).checksumCRC32(answer.checksumCRC32()).build();
    }

    private static Object listing() {
        String listing = System.getenv("LISTING");
        equal(5000L, s3.listObjectsV2Paginator(list -> list.bucket(listing)).contents().stream().count(), "keys");
        equal(50L, s3.listObjectsV2Paginator(list -> list.bucket(listing).delimiter("/").maxKeys(7)).commonPrefixes().stream().count(),
                "common prefixes");
        return null;
    }

    private static Object presigned() throws Exception {
        put("p", file("5MiB"));
        try (S3Presigner presigner = S3Presigner.builder().endpointOverride(URI.create(System.getenv("S3_URL")))
                .region(Region.of(System.getenv("AWS_DEFAULT_REGION")))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()).build()) {
            var get = presigner.presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(request -> request.bucket(BUCKET).key("p")));
            equal((int) Files.size(file("5MiB")), get.url().openStream().readAllBytes().length, "bytes of the presigned GET");
            var put = presigner.presignPutObject(sign -> sign.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(request -> request.bucket(BUCKET).key("q").contentType("text/x-certify")));
            HttpURLConnection connection = (HttpURLConnection) put.url().openConnection();
            connection.setRequestMethod("PUT");
            connection.setRequestProperty("Content-Type", "text/x-certify");
            connection.setDoOutput(true);
            connection.getOutputStream().write(Files.readAllBytes(file("5MiB")));
            equal(200, connection.getResponseCode(), "the presigned PUT");
        }
        same(file("5MiB"), "q");
        return null;
    }

    private static Object copy() throws Exception {
        put("one", file("30MB"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET).sourceKey("one").destinationBucket(BUCKET).destinationKey("two +"));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("one"));
        same(file("30MB"), "two +");
        refused("NoSuchKey", () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("one")));
        return null;
    }

    private static Object race() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(16);
        List<Future<String>> told = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            told.add(writers.submit(() -> {
                try {
                    s3.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("x"));
                    return "won";
                } catch (S3Exception e) {
                    return e.awsErrorDetails().errorCode();
                }
            }));
        }
        int won = 0;
        for (Future<String> one : told) {
            won += one.get().equals("won") ? 1 : 0;
            equal(true, List.of("won", "PreconditionFailed", "ConditionalRequestConflict").contains(one.get()), one.get() + " is expected");
        }
        equal(1, won, "writers that made the object");
        return null;
    }

    private static Object checksums() throws Exception {
        for (ChecksumAlgorithm algorithm : List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32_C, ChecksumAlgorithm.CRC64_NVME,
                ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256)) {
            PutObjectResponse put = s3.putObject(request -> request.bucket(BUCKET).key("c").checksumAlgorithm(algorithm), file("5MiB"));
            HeadObjectResponse head = s3.headObject(request -> request.bucket(BUCKET).key("c").checksumMode(ChecksumMode.ENABLED));
            equal(String.valueOf(checksums(put.checksumCRC32(), put.checksumCRC32C(), put.checksumCRC64NVME(), put.checksumSHA1(),
                    put.checksumSHA256())), String.valueOf(checksums(head.checksumCRC32(), head.checksumCRC32C(), head.checksumCRC64NVME(),
                    head.checksumSHA1(), head.checksumSHA256())), algorithm.toString());
            same(file("5MiB"), "c");
        }
        refused("BadDigest", () -> s3.putObject(put -> put.bucket(BUCKET).key("c").checksumCRC32("AAAAAA=="), RequestBody.fromString("x")));
        return null;
    }

    private static List<String> checksums(String... all) {
        return java.util.Arrays.asList(all);
    }

    private static Object versions() throws Exception {
        s3.putBucketVersioning(put -> put.bucket(BUCKET).versioningConfiguration(set -> set.status(BucketVersioningStatus.ENABLED)));
        String first = put("v", file("1B")).versionId();
        put("v", file("0B"));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("v"));
        refused("NoSuchKey", () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("v")));
        equal(1, s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("v").versionId(first)).asByteArray().length,
                "bytes of the first version");
        equal(2L, s3.listObjectVersionsPaginator(list -> list.bucket(BUCKET)).versions().stream().count(), "versions");
        return null;
    }
}
