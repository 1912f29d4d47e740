package io.coffer.proofs.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import io.coffer.access.AclHeaders;
import io.coffer.access.BucketPolicy;
import io.coffer.access.PolicyRequest;
import io.coffer.access.Principal;
import io.coffer.access.UserPolicy;
import io.coffer.contentid.ArchivedTree;
import io.coffer.contentid.CarDigest;
import io.coffer.contentid.EntityBytes;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.lifecycle.LifecycleRules;
import io.coffer.lifecycle.LifecycleValidation;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.ContinuationToken;
import io.coffer.protocol.CorsRules;
import io.coffer.protocol.S3Router;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.AccessControlPolicy;
import io.coffer.protocol.xml.CompleteMultipartUploadRequest;
import io.coffer.protocol.xml.CorsConfiguration;
import io.coffer.protocol.xml.CreateBucketConfiguration;
import io.coffer.protocol.xml.DeleteRequest;
import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.OwnershipControls;
import io.coffer.protocol.xml.PublicAccessBlockConfiguration;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.protocol.xml.ServerSideEncryptionConfiguration;
import io.coffer.protocol.xml.TagResourceRequest;
import io.coffer.protocol.xml.Tagging;
import io.coffer.protocol.xml.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Readers of what strangers send, given any bytes: they give a result or a refusal, and nothing else. In a usual run, what is kept beside
 * the tests is read again. {@code JAZZER_FUZZ=1} looks for more, for one method at a time.
 */
class ReadersFuzzTest {

    private static final String BUCKET = "bucket";

    private static final List<Class<?>> DOCUMENTS = List.of(AccessControlPolicy.class, CompleteMultipartUploadRequest.class,
            CorsConfiguration.class, CreateBucketConfiguration.class, DeleteRequest.class, LifecycleConfiguration.class,
            OwnershipControls.class, PublicAccessBlockConfiguration.class, ServerSideEncryptionConfiguration.class,
            TagResourceRequest.class, Tagging.class, VersioningConfiguration.class);

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @FuzzTest(maxDuration = "3m")
    void route(byte[] bytes) {
        RequestText.read(bytes).ifPresent(request ->
                Refusals.only(() -> S3Router.route(request, request.address("s3.example.com"))));
    }

    @FuzzTest(maxDuration = "3m")
    void range(byte[] bytes) {
        Refusals.only(() -> ByteRange.parse(text(bytes), 1000));
        Refusals.only(() -> ByteRange.parse(text(bytes), 0));
        Refusals.only(() -> ByteRange.ofCopySource(text(bytes), 1000));
    }

    @FuzzTest(maxDuration = "3m")
    void header(byte[] bytes) {
        Refusals.only(() -> TagSet.ofHeader(text(bytes), 10));
        Refusals.only(() -> ContinuationToken.read(text(bytes)));
        Refusals.only(() -> AclHeaders.read(new S3Headers().add("x-amz-grant-read", text(bytes)), "owner"));
    }

    @FuzzTest(maxDuration = "3m")
    void document(byte[] xml) {
        for (Class<?> type : DOCUMENTS) {
            if (text(xml).contains(type.getAnnotation(JacksonXmlRootElement.class).localName())) {
                Refusals.only(() -> use(S3Xml.read(xml, type)));
            }
        }
    }

    private static void use(Object document) {
        if (document instanceof LifecycleConfiguration lifecycle) {
            LifecycleRules.of(LifecycleValidation.require(lifecycle), LifecycleDay.CALENDAR);
        } else if (document instanceof CorsConfiguration cors) {
            CorsRules.of(cors).match("https://example.com", "PUT", "x-amz-date");
        } else if (document instanceof Tagging tagging) {
            TagSet.of(tagging, 10);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void policy(byte[] json) {
        PolicyRequest request = new PolicyRequest(Principal.account("000000000000", () -> "canonical"), "s3:GetObject",
                PolicyRequest.arn(BUCKET, "key"), key -> List.of("203.0.113.7", "2026-01-01T00:00:00Z", "7"));
        Refusals.only(() -> {
            BucketPolicy policy = BucketPolicy.parse(json, BUCKET);
            policy.isPublic();
            policy.decide(request);
        });
        Refusals.only(() -> UserPolicy.decide(List.of(UserPolicy.parse(text(json))), request));
    }

    @FuzzTest(maxDuration = "3m")
    void archive(byte[] car) {
        Refusals.only(() -> {
            CarDigest digest = new CarDigest();
            digest.update(car, 0, car.length);
            digest.finish();
        });
    }

    /** A block of an archive that was verified: its bytes are what a stranger made them. */
    @FuzzTest(maxDuration = "3m")
    void block(byte[] node) {
        byte[] car = OneBlockArchive.of(node);
        CarDigest digest = new CarDigest();
        digest.update(car, 0, car.length);
        String root = digest.finish().toString();
        Refusals.only(() -> {
            try {
                ArchivedTree tree = ArchivedTree.ofArchive(
                        (offset, length) -> new ByteArrayInputStream(car, (int) offset, (int) length), car.length, root);
                Optional<ArchivedTree.Entry> page = tree.page(tree.find(List.of()).orElseThrow());
                if (page.isPresent()) {
                    tree.file(page.get());
                }
                tree.archive(List.of("a"), ArchivedTree.Scope.ALL, Optional.empty(), true);
                for (ArchivedTree.Scope scope : ArchivedTree.Scope.values()) {
                    tree.archive(List.of(), scope, Optional.empty(), false);
                }
                tree.archive(List.of(), ArchivedTree.Scope.ENTITY, EntityBytes.parse("-9:*"), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
