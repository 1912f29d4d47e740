package io.coffer.lambda;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.SigV4Verifier;
import io.coffer.pipeline.Authenticator;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.IdentityHashMap;
import java.util.List;

/** Finds out who sent the request of one event. Each candidate is verified once, however often it is asked for. Not thread-safe. */
final class EventAuthenticator implements Authenticator {

    private final SigV4Verifier verifier;
    private final String hint;
    private final IdentityHashMap<S3Request, Outcome> outcomes = new IdentityHashMap<>();

    /** @param hint ends the refusal of a signature: where else to turn */
    EventAuthenticator(SigV4Verifier verifier, String hint) {
        this.verifier = verifier;
        this.hint = hint;
    }

    /** What became of a verification. */
    private sealed interface Outcome {

        record Verified(AuthenticatedRequest request) implements Outcome {}

        record Refused(S3Exception why) implements Outcome {}
    }

    private Outcome outcome(S3Request request) {
        return outcomes.computeIfAbsent(request, candidate -> {
            try {
                return new Outcome.Verified(verifier.verify(candidate));
            } catch (S3Exception e) {
                return new Outcome.Refused(e);
            }
        });
    }

    /** The candidate whose signature holds; the first if none does, or if there is none to hold. */
    S3Request choose(List<S3Request> candidates) {
        for (S3Request candidate : candidates.size() > 1 ? candidates : List.<S3Request>of()) {
            if (!(outcome(candidate) instanceof Outcome.Refused refused)) {
                return candidate;
            }
            if (refused.why.code() != S3ErrorCode.SIGNATURE_DOES_NOT_MATCH) {
                break;
            }
        }
        return candidates.get(0);
    }

    /** Whether nobody signed a request. What is refused, the pipeline refuses in its own words. */
    boolean isAnonymous(S3Request request) {
        return outcome(request) instanceof Outcome.Verified verified && verified.request.isAnonymous();
    }

    @Override
    public AuthenticatedRequest authenticate(S3Request request) {
        Outcome outcome = outcome(request);
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.why.code() == S3ErrorCode.SIGNATURE_DOES_NOT_MATCH ? worded(refused.why) : refused.why;
        }
        return ((Outcome.Verified) outcome).request;
    }

    /** Adds to the refusal of a signature what may be behind it here and nowhere else. */
    private S3Exception worded(S3Exception refusal) {
        S3Exception worded = new S3Exception(refusal.code(), refusal.getMessage() + " The API gateway before this endpoint decodes"
                + " paths: a key with a percent sign or a question mark cannot be reached through it" + hint + ".");
        refusal.fields().forEach(worded::with);
        return worded;
    }
}
