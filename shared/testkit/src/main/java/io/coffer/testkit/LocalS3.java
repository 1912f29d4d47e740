package io.coffer.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * An S3 server that is not Coffer, in this process: S3Proxy on a free loopback port, its objects in a directory. Whatever the access key
 * id, the secret key is {@link #secretKey}.
 */
public final class LocalS3 implements AutoCloseable {

    /** Of {@link #client}. */
    public static final String ACCESS_KEY = "localaccesskey";

    private static final String SECRET_KEY = "localsecretkey";

    private final Path directory;
    private final boolean directoryIsOurs;
    private final BlobStoreContext context;
    private final S3Proxy server;
    private final S3Client client;

    private LocalS3(Path directory, boolean directoryIsOurs, BlobStoreContext context, S3Proxy server) {
        this.directory = directory;
        this.directoryIsOurs = directoryIsOurs;
        this.context = context;
        this.server = server;
        this.client = clientBuilder().build();
    }

    /** Starts a server over a temporary directory, which goes away with it; it answers once this returns. */
    public static LocalS3 start() throws IOException {
        return start(S3Tap.open());
    }

    /** Starts a server over a temporary directory behind a tap, which counts requests and may deny them. */
    public static LocalS3 start(S3Tap tap) throws IOException {
        return start(tap, Files.createTempDirectory("local-s3"), true);
    }

    /** @param directory holds its buckets, and may hold those of an earlier start */
    public static LocalS3 start(Path directory) throws IOException {
        return start(S3Tap.open(), Files.createDirectories(directory), false);
    }

    private static LocalS3 start(S3Tap tap, Path directory, boolean directoryIsOurs) throws IOException {
        Properties files = new Properties();
        files.setProperty("jclouds.filesystem.basedir", directory.toString());
        BlobStoreContext context = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials(ACCESS_KEY, SECRET_KEY)
                .overrides(files)
                .build(BlobStoreContext.class);
        S3Proxy server = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                // DeleteObjects has to have a checksum, which S3Proxy does not know.
                .ignoreUnknownHeaders(true)
                .build();
        BlobStore store = context.getBlobStore();
        server.setBlobStoreLocator((caller, bucket, key) -> Map.entry(SECRET_KEY, tap.watching(caller, key, store)));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("S3Proxy does not start", e);
        }
        return new LocalS3(directory, directoryIsOurs, context, server);
    }

    /** Path style; {@code http} on loopback. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    /** A client with the server's key, closed with the server. It sends no checksums: S3Proxy knows no signed trailers. */
    public S3Client client() {
        return client;
    }

    /** For a client with settings of its own, which its maker closes. */
    public S3ClientBuilder clientBuilder() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }

    /** Makes a bucket under a name nobody else has. */
    public String createBucket() {
        String bucket = "bucket-" + UUID.randomUUID();
        client.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("S3Proxy does not stop", e);
        }
        context.close();
        if (!directoryIsOurs) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
