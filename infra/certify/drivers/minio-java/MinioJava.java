import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.DownloadObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.SetBucketVersioningArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.http.Method;
import io.minio.messages.Item;
import io.minio.messages.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** MinIO's client for Java. */
class MinioJava {

    private static final String BUCKET = System.getenv("BUCKET");
    private static final Map<String, Callable<?>> JOBS = new TreeMap<>();

    private static MinioClient s3;

    public static void main(String[] args) {
        JOBS.put("sizes", MinioJava::sizes);
        JOBS.put("tree", MinioJava::tree);
        JOBS.put("metadata", MinioJava::metadata);
        JOBS.put("ranges", MinioJava::ranges);
        JOBS.put("listing", MinioJava::listing);
        JOBS.put("presigned", MinioJava::presigned);
        JOBS.put("copy", MinioJava::copy);
        JOBS.put("versions", MinioJava::versions);
        switch (args[0]) {
            case "version" -> System.out.println("minio " + MinioClient.class.getPackage().getImplementationVersion());
            case "jobs" -> JOBS.keySet().forEach(System.out::println);
            default -> run(JOBS.get(args[1]));
        }
    }

    private static void run(Callable<?> job) {
        s3 = MinioClient.builder().endpoint(System.getenv("S3_URL")).region(System.getenv("AWS_DEFAULT_REGION"))
                .credentials(System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")).build();
        try {
            job.call();
        } catch (Exception | Error e) {
            e.printStackTrace(System.out);
            if (e instanceof ErrorResponseException refused) {
                System.out.println("RequestId: " + refused.errorResponse().requestId());
            }
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

    private static Path file(String name) {
        return Path.of(System.getenv("FILES"), name);
    }

    private static List<Path> below(String variable) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(System.getenv(variable)))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void put(String key, Path file) throws Exception {
        s3.uploadObject(UploadObjectArgs.builder().bucket(BUCKET).object(key).filename(file.toString()).build());
    }

    private static void same(Path file, String key) throws Exception {
        Path back = Files.createTempDirectory("back").resolve("file");
        s3.downloadObject(DownloadObjectArgs.builder().bucket(BUCKET).object(key).filename(back.toString()).build());
        equal(-1L, Files.mismatch(file, back), "the first byte of " + key + " that differs");
        Files.delete(back);
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
        for (Path file : below("TREE")) {
            put(root.relativize(file).toString(), file);
            same(file, root.relativize(file).toString());
        }
        return null;
    }

    private static Object metadata() throws Exception {
        s3.putObject(PutObjectArgs.builder().bucket(BUCKET).object("m").contentType("text/x-certify").userMetadata(Map.of("color", "blue"))
                .tags(Map.of("a", "1")).stream(new ByteArrayInputStream(new byte[1]), 1, -1).build());
        StatObjectResponse stat = s3.statObject(StatObjectArgs.builder().bucket(BUCKET).object("m").build());
        equal("text/x-certify blue", stat.contentType() + " " + stat.userMetadata().get("color"), "metadata");
        return null;
    }

    private static Object ranges() throws Exception {
        put("r", file("5MiB"));
        byte[] all = Files.readAllBytes(file("5MiB"));
        try (InputStream range = s3.getObject(GetObjectArgs.builder().bucket(BUCKET).object("r").offset(1_000_000L)
                .length(1000L).build())) {
            equal(ByteBuffer.wrap(all, 1_000_000, 1000), ByteBuffer.wrap(range.readAllBytes()), "the range");
        }
        return null;
    }

    private static int count(ListObjectsArgs list) throws Exception {
        int count = 0;
        for (Result<Item> item : s3.listObjects(list)) {
            item.get();
            count++;
        }
        return count;
    }

    private static Object listing() throws Exception {
        String listing = System.getenv("LISTING");
        equal(5000, count(ListObjectsArgs.builder().bucket(listing).recursive(true).build()), "keys");
        equal(50, count(ListObjectsArgs.builder().bucket(listing).build()), "common prefixes");
        equal(50, count(ListObjectsArgs.builder().bucket(listing).useApiVersion1(true).build()), "common prefixes by version 1");
        return null;
    }

    private static Object presigned() throws Exception {
        put("p", file("5MiB"));
        String url = s3.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder().method(Method.GET).bucket(BUCKET).object("p")
                .expiry(60).build());
        try (InputStream back = URI.create(url).toURL().openStream()) {
            equal((int) Files.size(file("5MiB")), back.readAllBytes().length, "bytes of the presigned GET");
        }
        return null;
    }

    private static Object copy() throws Exception {
        put("one", file("5MiB"));
        s3.copyObject(CopyObjectArgs.builder().bucket(BUCKET).object("two +").source(CopySource.builder()
                .bucket(BUCKET).object("one").build())
                .build());
        s3.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object("one").build());
        same(file("5MiB"), "two +");
        equal(1, count(ListObjectsArgs.builder().bucket(BUCKET).build()), "objects that are left");
        return null;
    }

    private static Object versions() throws Exception {
        equal(true, s3.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build()), "the bucket exists");
        s3.setBucketVersioning(SetBucketVersioningArgs.builder().bucket(BUCKET)
                .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null)).build());
        put("v", file("1B"));
        put("v", file("0B"));
        s3.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object("v").build());
        equal(3, count(ListObjectsArgs.builder().bucket(BUCKET).includeVersions(true).build()), "versions and delete markers");
        return null;
    }
}
