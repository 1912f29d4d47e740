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

/**
 * Removes up to 1,000 objects, each as DeleteObject would; one that fails does not keep the others. Several are removed at a time, since
 * each waits for a read and a commit.
 */
public final class DeleteObjects implements BucketOperation.SelfAuthorised {

    private static final int MAX_KEYS = 1000;
    /** Half of what a server has for all requests: those that wait for one of its threads wait for a few deletions at most. */
    private static final int AT_A_TIME = 16;

    private final ObjectStore objects;
    private final ExecutorService executor;

    /** @param executor removes several objects at a time */
    public DeleteObjects(ObjectStore objects, ExecutorService executor) {
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
        List<DeleteRequest.Target> targets = request.objects();
        if (targets == null || targets.isEmpty() || targets.size() > MAX_KEYS || targets.stream().anyMatch(target -> !target.hasKey())) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        boolean quiet = Boolean.TRUE.equals(request.quiet());
        List<Deleted> deleted = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        Iterator<DeleteRequest.Target> rest = targets.iterator();
        Deque<Future<Outcome>> pending = new ArrayDeque<>();
        while (rest.hasNext() || !pending.isEmpty()) {
            while (rest.hasNext() && pending.size() < AT_A_TIME) {
                DeleteRequest.Target target = rest.next();
                pending.add(executor.submit(() -> outcome(call, target)));
            }
            Outcome outcome = await(pending.remove());
            if (outcome.failed() != null) {
                failed.add(outcome.failed());
            } else if (!quiet) {
                deleted.add(outcome.deleted());
            }
        }
        return S3Response.xml(new DeleteResult(deleted, failed));
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

    /** What became of one key: one of the two is null. */
    private record Outcome(Deleted deleted, Failed failed) {}

    private Outcome outcome(UnauthorisedBucketCall call, DeleteRequest.Target target) {
        try {
            return new Outcome(delete(call, target), null);
        } catch (S3Exception e) {
            S3Exception told = call.access().veiled(e, call.bucket(), target.key());
            return new Outcome(null, new Failed(target.key(), target.versionId(), told.code().code(), told.getMessage()));
        }
    }

    private Deleted delete(UnauthorisedBucketCall call, DeleteRequest.Target target) {
        ObjectKey.require(target.key());
        String versionId = target.versionId() == null || target.versionId().isEmpty() ? null : target.versionId();
        ObjectCall deletion = call.authorise(S3Operation.DELETE_OBJECT, target.key(), versionId,
                access -> access.telling(ConditionKeys.IF_MATCH, target.etag()));
        DeleteOutcome outcome = DeleteObject.delete(
                objects, deletion, new DeleteConditions(target.etag(), target.lastModifiedTime(), target.size()));
        return new Deleted(
                target.key(),
                versionId,
                outcome.deleteMarker() ? true : null,
                outcome.deleteMarker() ? outcome.versionId() : null);
    }
}
