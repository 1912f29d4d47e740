import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The AWS SDK for Java, version 2: S3AsyncClient, the client over the CRT, and the Transfer Manager over that. */
class Async {

    private static final String BUCKET = System.getenv("BUCKET");
    private static final String VARIANT = System.getenv("VARIANT");
    private static final long PART = 5 << 20;
    private static final Map<String, Callable<?>> JOBS = new TreeMap<>();

    private static S3AsyncClient s3;
    private static S3TransferManager transfer;

    public static void main(String[] args) {
        JOBS.put("sizes", Async::sizes);
        JOBS.put("tree", Async::tree);
        JOBS.put("copy", Async::copy);
        if (!VARIANT.equals("transfer")) {
            JOBS.put("ranges", Async::ranges);
            JOBS.put("listing", Async::listing);
            JOBS.put("race", Async::race);
        }
        switch (args[0]) {
            case "version" -> System.out.println("AWS SDK for Java " + VersionInfo.SDK_VERSION);
            case "jobs" -> JOBS.keySet().forEach(System.out::println);
            default -> run(JOBS.get(args[1]));
        }
    }

    private static void run(Callable<?> job) {
        URI endpoint = URI.create(System.getenv("S3_URL"));
        Region region = Region.of(System.getenv("AWS_DEFAULT_REGION"));
        s3 = VARIANT.equals("async")
                ? S3AsyncClient.builder().endpointOverride(endpoint).region(region).forcePathStyle(true).multipartEnabled(true)
                        .multipartConfiguration(parts -> parts.minimumPartSizeInBytes(PART).thresholdInBytes(PART)).build()
                : S3AsyncClient.crtBuilder().endpointOverride(endpoint).region(region).forcePathStyle(true)
                        .minimumPartSizeInBytes(PART).build();
        transfer = S3TransferManager.builder().s3Client(s3).build();
        try {
            job.call();
        } catch (Exception | Error e) {
            e.printStackTrace(System.out);
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            System.out.println(cause.toString().lines().findFirst().orElse(""));
            System.exit(1);
        }
        System.exit(0);
    }

    private static void equal(Object expected, Object actual, String what) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(what + ": expected " + expected + ", got " + actual);
        }
    }

    private static Path file(String name) {
        return Path.of(System.getenv("FILES"), name);
    }

    private static void put(String key, Path file) {
        if (VARIANT.equals("transfer")) {
            transfer.uploadFile(upload -> upload.source(file).putObjectRequest(put -> put.bucket(BUCKET)
                    .key(key))).completionFuture().join();
        } else {
            s3.putObject(put -> put.bucket(BUCKET).key(key), AsyncRequestBody.fromFile(file)).join();
        }
    }

    private static void same(Path file, String key) throws Exception {
        Path back = Files.createTempDirectory("back").resolve("file");
        if (VARIANT.equals("transfer")) {
            transfer.downloadFile(download -> download.destination(back).getObjectRequest(get -> get.bucket(BUCKET).key(key)))
                    .completionFuture().join();
        } else {
            s3.getObject(get -> get.bucket(BUCKET).key(key), AsyncResponseTransformer.toFile(back)).join();
        }
        equal(-1L, Files.mismatch(file, back), "the first byte of " + key + " that differs");
        Files.delete(back);
    }

    private static Object sizes() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getenv("FILES")))) {
            for (Path file : files.toList()) {
                put(file.getFileName().toString(), file);
                same(file, file.getFileName().toString());
            }
        }
        return null;
    }

    private static Object tree() throws Exception {
        Path root = Path.of(System.getenv("TREE"));
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            if (VARIANT.equals("transfer")) {
                var done = transfer.uploadDirectory(upload -> upload.bucket(BUCKET).source(root)).completionFuture().join();
                equal(List.of(), done.failedTransfers(), "what was not uploaded");
            } else {
                CompletableFuture.allOf(files.stream().map(file -> s3.putObject(put -> put.bucket(BUCKET)
                        .key(root.relativize(file).toString()),
                        AsyncRequestBody.fromFile(file))).toArray(CompletableFuture[]::new)).join();
            }
            for (Path file : files) {
                same(file, root.relativize(file).toString());
            }
        }
        return null;
    }

    private static Object ranges() throws Exception {
        put("r", file("5MiB"));
        byte[] all = Files.readAllBytes(file("5MiB"));
        byte[] rest = s3.getObject(get -> get.bucket(BUCKET).key("r").range("bytes=1000000-"), AsyncResponseTransformer.toBytes()).join()
                .asByteArray();
        equal(java.nio.ByteBuffer.wrap(all, 1_000_000, all.length - 1_000_000), java.nio.ByteBuffer.wrap(rest), "the range");
        return null;
    }

    private static Object listing() {
        AtomicLong keys = new AtomicLong();
        s3.listObjectsV2Paginator(list -> list.bucket(System.getenv("LISTING"))).subscribe(page -> keys.addAndGet(page.keyCount())).join();
        equal(5000L, keys.get(), "keys");
        return null;
    }

    private static Object copy() throws Exception {
        put("one", file("30MB"));
        transfer.copy(copy -> copy.copyObjectRequest(request -> request.sourceBucket(BUCKET).sourceKey("one").destinationBucket(BUCKET)
                .destinationKey("two +"))).completionFuture().join();
        same(file("30MB"), "two +");
        return null;
    }

    private static Object race() {
        List<CompletableFuture<String>> told = IntStream.range(0, 16).mapToObj(i -> s3.putObject(
                put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), AsyncRequestBody.fromString("x"))
                .handle((done, failure) -> failure == null ? "won" : String.valueOf(failure))).toList();
        equal(1L, told.stream().map(CompletableFuture::join).filter("won"::equals).count(), "writers that made the object");
        return null;
    }
}
