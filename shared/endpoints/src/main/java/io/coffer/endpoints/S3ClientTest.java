package io.coffer.endpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.StreamingDigest;
import io.coffer.testkit.GrantReport.Grant;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the tests have in common: a client of the endpoint under test, buckets that go away after each test, and short words. */
@EveryEndpoint
public abstract class S3ClientTest {

    public static final int MIB = 1 << 20;
    private static final Pattern ESCAPE_OR_QUESTION_MARK = Pattern.compile("%[0-9a-fA-F]{2}|\\?");

    @Parameter
    protected Endpoint endpoint;

    protected TestServer server;
    /** The size of the smallest part that may be followed by another. */
    protected int minPart;
    protected S3Client s3;
    /** Signs as another account than {@link #s3}. */
    protected S3Client other;

    private final List<String> buckets = new ArrayList<>();
    private List<Grant> deniedBefore;

    @BeforeEach
    protected void connect(TestServers servers) {
        server = servers.of(endpoint.kind());
        deniedBefore = server.denied();
        minPart = endpoint.minPart();
        s3 = server.client(endpoint);
        other = server.otherAccountsClient(endpoint);
    }

    @AfterEach
    protected void deleteBuckets() {
        buckets.forEach(this::deleteWithContents);
    }

    @AfterEach
    protected void nothingWasDenied() {
        assertEquals(deniedBefore, server.denied(), "what functions asked for and their function.yaml does not allow");
    }

    /** Skips the test if a gateway is between: for what cannot pass one, whatever is behind it. */
    protected void requireDirect(String why) {
        assumeTrue(!endpoint.kind().hasGateway(), why);
    }

    /** Skips the test if there is no server that speaks HTTP itself. */
    protected void requireServer(String why) {
        assumeTrue(endpoint.kind() != ServerKind.IN_PROCESS, why);
    }

    /** Skips the test if a gateway is between that does not carry so many bytes. */
    protected void requireToFit(int bytes) {
        if (bytes > 4_500_000) {
            requireDirect("a function takes and gives 6 MB of Base64");
        }
    }

    /** Skips the test if a gateway is between that would make another key of this one. */
    protected void requireReachable(String key) {
        assumeTrue(isReachable(key), "the gateway decodes paths twice and ends them at a question mark");
    }

    protected boolean isReachable(String key) {
        return !endpoint.kind().hasGateway() || !ESCAPE_OR_QUESTION_MARK.matcher(key).find();
    }

    private void deleteWithContents(String bucket) {
        try {
            s3.listObjectVersionsPaginator(r -> r.bucket(bucket).encodingType("url")).forEach(page -> {
                page.versions().forEach(version ->
                        s3.deleteObject(r -> r.bucket(bucket).key(version.key()).versionId(version.versionId())));
                page.deleteMarkers().forEach(marker ->
                        s3.deleteObject(r -> r.bucket(bucket).key(marker.key()).versionId(marker.versionId())));
            });
            s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).encodingType("url")).uploads()
                    .forEach(upload -> s3.abortMultipartUpload(r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
            s3.deleteBucket(r -> r.bucket(bucket));
        } catch (NoSuchBucketException e) {
            // The test deleted it.
        }
    }

    /** A name nobody has; what is created under it goes away after the test. */
    protected String bucketName() {
        String name = "t-" + UUID.randomUUID();
        buckets.add(name);
        return name;
    }

    /** A new bucket. */
    protected String bucket() {
        return create("t-" + UUID.randomUUID());
    }

    /** A new bucket of the given name. */
    protected String create(String name) {
        buckets.add(name);
        s3.createBucket(r -> r.bucket(name));
        return name;
    }

    /** A new bucket that keeps versions. */
    protected String versioned() {
        String bucket = bucket();
        versioning(bucket, BucketVersioningStatus.ENABLED);
        return bucket;
    }

    protected void versioning(String bucket, BucketVersioningStatus status) {
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status(status)));
    }

    /** Of all keys; the latest of a key first. */
    protected List<String> versionIds(String bucket) {
        return s3.listObjectVersions(r -> r.bucket(bucket)).versions().stream().map(ObjectVersion::versionId).toList();
    }

    /** What a version holds. */
    protected String text(String bucket, String key, String versionId) {
        return get(r -> r.bucket(bucket).key(key).versionId(versionId)).asUtf8String();
    }

    protected PutObjectResponse put(String bucket, String key, String text) {
        return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    protected PutObjectResponse put(String bucket, String key, byte[] bytes) {
        return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    protected PutObjectResponse put(Consumer<PutObjectRequest.Builder> request, String text) {
        return s3.putObject(request, RequestBody.fromString(text));
    }

    protected ResponseBytes<GetObjectResponse> get(String bucket, String key) {
        return get(r -> r.bucket(bucket).key(key));
    }

    protected ResponseBytes<GetObjectResponse> get(Consumer<GetObjectRequest.Builder> request) {
        return s3.getObjectAsBytes(request);
    }

    protected String text(String bucket, String key) {
        return get(bucket, key).asUtf8String();
    }

    /** Bytes that neither repeat nor compress, the same for the same seed. */
    public static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** What the unit tests of the algorithms hold to published values. */
    public static byte[] digest(ChecksumAlgorithm algorithm, byte[]... pieces) {
        StreamingDigest digest = algorithm.newDigest();
        for (byte[] piece : pieces) {
            digest.update(piece, 0, piece.length);
        }
        return digest.digest();
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A request to the endpoint under test that no SDK would send; the target is a path in path style. */
    protected RawRequest raw(String method, String target) {
        return RawRequest.of(server, method, target);
    }

    /** A refusal of a request that no SDK sent. */
    public static void assertCode(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
    }

    public static S3Exception assertRefused(int status, String code, Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(code, refusal.awsErrorDetails().errorCode(), refusal::getMessage);
        assertEquals(status, refusal.statusCode(), refusal::getMessage);
        return refusal;
    }

    /** A refusal without a body to say more, as those of HEAD are. */
    public static S3Exception assertRefused(int status, Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(status, refusal.statusCode(), refusal::getMessage);
        return refusal;
    }
}
