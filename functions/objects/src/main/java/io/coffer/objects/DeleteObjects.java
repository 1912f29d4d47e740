package io.coffer.objects;

import io.coffer.access.ConditionKeys;
import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.objects.DeleteOutcome;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.UnauthorisedBucketCall;
import io.coffer.protocol.DeleteConditions;
import io.coffer.protocol.ObjectKey;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.DeleteRequest;
import io.coffer.protocol.xml.DeleteResult;
import io.coffer.protocol.xml.DeleteResult.Deleted;
import io.coffer.protocol.xml.DeleteResult.Failed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Removes up to 1,000 objects, each as DeleteObject would; one that fails does not keep the others. Several are removed at a time, since
 * each waits for a read and a commit.
 */
final class DeleteObjects implements BucketOperation.SelfAuthorised {

    private static final int MAX_KEYS = 1000;
    /** Half of what a server has for all requests: those that wait for one of its threads wait for a few deletions at most. */
    private static final int AT_A_TIME = 16;

    private final ObjectStore objects;
    private final ExecutorService executor;

    /** @param executor removes several objects at a time */
    DeleteObjects(ObjectStore objects, ExecutorService executor) {
        this.objects = objects;
        this.executor = executor;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_OBJECTS;
    }

    /** Each key is judged by itself. */
    @Override
    public S3Response handle(UnauthorisedBucketCall call) throws IOException {
        DeclaredDigests.of(call.headers(), call.payload()).requireAny();
        DeleteRequest request = call.requireDocument(DeleteRequest.class);
        List<Deletion> deletions = deletions(request);
        boolean quiet = Boolean.TRUE.equals(request.quiet());
        List<Deleted> deleted = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        Iterator<Deletion> rest = deletions.iterator();
        Deque<Future<Outcome>> pending = new ArrayDeque<>();
        while (rest.hasNext() || !pending.isEmpty()) {
            while (rest.hasNext() && pending.size() < AT_A_TIME) {
                Deletion deletion = rest.next();
                pending.add(executor.submit(() -> outcome(call, deletion)));
            }
            Outcome outcome = await(pending.remove());
            if (outcome instanceof Outcome.Refused refused) {
                failed.add(refused.told());
            } else if (outcome instanceof Outcome.Gone gone && !quiet) {
                deleted.add(gone.told());
            }
        }
        return S3Response.xml(new DeleteResult(deleted, failed));
    }

    /** One key that is to be deleted. */
    private record Deletion(String key, DeleteRequest.Target asked) {

        @Nullable String versionId() {
            String id = asked.versionId();
            return id == null || id.isEmpty() ? null : id;
        }
    }

    private static List<Deletion> deletions(DeleteRequest request) {
        List<DeleteRequest.Target> targets = request.objects();
        if (targets == null || targets.isEmpty() || targets.size() > MAX_KEYS) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        return targets.stream().map(DeleteObjects::deletion).toList();
    }

    /** S3 API Reference, ObjectIdentifier: a key is required, and has a character at least. */
    private static Deletion deletion(DeleteRequest.Target target) {
        String key = target.key();
        if (key == null || key.isEmpty()) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        return new Deletion(key, target);
    }

    private static Outcome await(Future<Outcome> outcome) throws IOException {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** What became of one key. */
    private sealed interface Outcome {

        record Gone(Deleted told) implements Outcome {}

        record Refused(Failed told) implements Outcome {}
    }

    private Outcome outcome(UnauthorisedBucketCall call, Deletion deletion) {
        try {
            return new Outcome.Gone(delete(call, deletion));
        } catch (S3Exception e) {
            S3Exception told = call.access().hidingExistence(e, call.bucket(), deletion.key());
            return new Outcome.Refused(
                    new Failed(deletion.key(), deletion.asked().versionId(), told.code().code(), told.getMessage()));
        }
    }

    private Deleted delete(UnauthorisedBucketCall call, Deletion deletion) {
        ObjectKey.require(deletion.key());
        DeleteRequest.Target asked = deletion.asked();
        ObjectCall authorised = call.authorise(S3Operation.DELETE_OBJECT, deletion.key(), deletion.versionId(),
                access -> access.telling(ConditionKeys.IF_MATCH, asked.etag()));
        DeleteOutcome outcome = DeleteObject.delete(
                objects, authorised, new DeleteConditions(asked.etag(), asked.lastModifiedTime(), asked.size()));
        return new Deleted(
                deletion.key(),
                deletion.versionId(),
                outcome.deleteMarker() ? true : null,
                outcome.deleteMarker() ? outcome.versionId() : null);
    }
}
