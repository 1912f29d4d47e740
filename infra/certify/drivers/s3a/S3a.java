import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.s3a.commit.magic.MagicS3GuardCommitter;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.VersionInfo;

/** Hadoop's file system over S3, and its magic committer, which commits by completing uploads. */
class S3a {

    private static final Path ROOT = new Path("s3a://" + System.getenv("BUCKET") + "/");
    private static final Map<String, Callable<?>> JOBS = new TreeMap<>();

    private static Configuration configuration;
    private static FileSystem files;

    public static void main(String[] args) {
        JOBS.put("sizes", S3a::sizes);
        JOBS.put("tree", S3a::tree);
        JOBS.put("ranges", S3a::ranges);
        JOBS.put("copy", S3a::copy);
        JOBS.put("purpose", S3a::committer);
        switch (args[0]) {
            case "version" -> System.out.println("Hadoop " + VersionInfo.getVersion());
            case "jobs" -> JOBS.keySet().forEach(System.out::println);
            default -> run(JOBS.get(args[1]));
        }
    }

    private static void run(Callable<?> job) {
        configuration = new Configuration();
        configuration.set("fs.s3a.endpoint", System.getenv("S3_URL"));
        configuration.set("fs.s3a.endpoint.region", System.getenv("AWS_DEFAULT_REGION"));
        configuration.set("fs.s3a.path.style.access", "true");
        configuration.set("fs.s3a.access.key", System.getenv("AWS_ACCESS_KEY_ID"));
        configuration.set("fs.s3a.secret.key", System.getenv("AWS_SECRET_ACCESS_KEY"));
        configuration.set("fs.s3a.connection.ssl.enabled", String.valueOf(System.getenv("S3_URL").startsWith("https")));
        configuration.set("fs.s3a.multipart.size", "5242880");
        configuration.set("fs.s3a.committer.name", "magic");
        // The stream that Hadoop 3.4.3 has by default reads ahead into more memory than a driver gets.
        configuration.set("fs.s3a.input.stream.type", "classic");
        configuration.set("hadoop.tmp.dir", java.nio.file.Path.of("tmp").toAbsolutePath().toString());
        try {
            files = FileSystem.get(ROOT.toUri(), configuration);
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

    private static Path local(String variable, String name) {
        return new Path(java.nio.file.Path.of(System.getenv(variable), name).toUri());
    }

    private static void same(java.nio.file.Path file, Path stored) throws Exception {
        java.nio.file.Path back = Files.createTempDirectory("back").resolve("file");
        files.copyToLocalFile(false, stored, new Path(back.toUri()), true);
        equal(-1L, Files.mismatch(file, back), "the first byte of " + stored + " that differs");
    }

    private static Object sizes() throws Exception {
        try (Stream<java.nio.file.Path> all = Files.list(java.nio.file.Path.of(System.getenv("FILES")))) {
            for (java.nio.file.Path file : all.toList()) {
                files.copyFromLocalFile(new Path(file.toUri()), new Path(ROOT, file.getFileName().toString()));
                same(file, new Path(ROOT, file.getFileName().toString()));
            }
        }
        return null;
    }

    private static Object tree() throws Exception {
        files.copyFromLocalFile(local("TREE", "plain"), new Path(ROOT, "tree"));
        int count = 0;
        for (RemoteIterator<LocatedFileStatus> all = files.listFiles(new Path(ROOT, "tree"), true); all.hasNext(); count++) {
            Path stored = all.next().getPath();
            same(java.nio.file.Path.of(System.getenv("TREE"), "plain", stored.getName()), stored);
        }
        try (Stream<java.nio.file.Path> plain = Files.list(java.nio.file.Path.of(System.getenv("TREE"), "plain"))) {
            equal((int) plain.count(), count, "files");
        }
        files.mkdirs(new Path(ROOT, "empty/directory"));
        equal(true, files.getFileStatus(new Path(ROOT, "empty/directory")).isDirectory(), "an empty directory");
        return null;
    }

    private static Object ranges() throws Exception {
        files.copyFromLocalFile(local("FILES", "5MiB"), new Path(ROOT, "r"));
        byte[] all = Files.readAllBytes(java.nio.file.Path.of(System.getenv("FILES"), "5MiB"));
        byte[] piece = new byte[1000];
        try (FSDataInputStream in = files.open(new Path(ROOT, "r"))) {
            in.readFully(4_000_000, piece);
            equal(true, Arrays.equals(all, 4_000_000, 4_001_000, piece, 0, 1000), "a piece read backwards is the same");
            in.readFully(1000, piece);
            equal(true, Arrays.equals(all, 1000, 2000, piece, 0, 1000), "a piece before it is the same");
        }
        return null;
    }

    private static Object copy() throws Exception {
        files.copyFromLocalFile(local("FILES", "30MB"), new Path(ROOT, "from/one"));
        equal(true, files.rename(new Path(ROOT, "from"), new Path(ROOT, "to")), "the directory was renamed");
        same(java.nio.file.Path.of(System.getenv("FILES"), "30MB"), new Path(ROOT, "to/one"));
        equal(false, files.exists(new Path(ROOT, "from/one")), "the source is there");
        return null;
    }

    private static Object committer() throws Exception {
        Path output = new Path(ROOT, "output");
        TaskAttemptID task = new TaskAttemptID("20260101", 1, TaskType.MAP, 0, 0);
        configuration.set("mapreduce.task.attempt.id", task.toString());
        configuration.setInt("mapreduce.job.application.attempt.id", 1);
        TaskAttemptContextImpl context = new TaskAttemptContextImpl(configuration, task);
        MagicS3GuardCommitter committer = new MagicS3GuardCommitter(output, context);
        committer.setupJob(context);
        committer.setupTask(context);
        Path part = new Path(committer.getWorkPath(), "part-0000");
        try (DataOutputStream out = files.create(part)) {
            out.write(Files.readAllBytes(java.nio.file.Path.of(System.getenv("FILES"), "30MB")));
            out.write("end".getBytes(StandardCharsets.UTF_8));
        }
        equal(false, files.exists(new Path(output, "part-0000")), "what is not committed is there");
        equal(true, committer.needsTaskCommit(context), "there is something to commit");
        committer.commitTask(context);
        committer.commitJob(context);
        equal(30_000_003L, files.getFileStatus(new Path(output, "part-0000")).getLen(), "the length of what was committed");
        equal(true, files.exists(new Path(output, "_SUCCESS")), "the job is marked");
        TaskAttemptContextImpl other = new TaskAttemptContextImpl(configuration, new TaskAttemptID("20260101", 1, TaskType.MAP, 1, 0));
        MagicS3GuardCommitter aborted = new MagicS3GuardCommitter(new Path(ROOT, "aborted"), other);
        aborted.setupJob(other);
        aborted.setupTask(other);
        try (DataOutputStream out = files.create(new Path(aborted.getWorkPath(), "part-0001"))) {
            out.write(new byte[6 << 20]);
        }
        aborted.abortTask(other);
        aborted.abortJob(other, JobStatus.State.FAILED);
        equal(false, files.exists(new Path(ROOT, "aborted/part-0001")), "what was aborted is there");
        return null;
    }
}
