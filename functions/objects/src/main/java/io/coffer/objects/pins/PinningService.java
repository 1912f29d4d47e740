package io.coffer.objects.pins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The Pinning Service API of IPFS at {@code /v1/ipfs/pins}, for what is stored here: a pin is an object of a bucket on IPFS, with the pin's
 * name as its key. To pin a content id is to copy an object that has it. No bucket can be called {@code v1}.
 *
 * @see <a href="https://ipfs.github.io/pinning-services-api-spec/">IPFS Pinning Service API</a>
 */
public final class PinningService implements RequestHandler {

    private static final Logger LOG = Logger.getLogger(PinningService.class);
    private static final Pattern PATH = Pattern.compile("/v1/ipfs/pins(?:/([A-Za-z0-9_-]+))?/?");

    private final Backend backend;
    private final RequestHandler s3;

    /** @param s3 answers everything else */
    public PinningService(Backend backend, RequestHandler s3) {
        this.backend = backend;
        this.s3 = s3;
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        Matcher path = PATH.matcher(request.rawPath());
        return path.matches() && isForTheEndpoint(request) ? answered(request, path.group(1)) : s3.handle(request, authenticator);
    }

    private boolean isForTheEndpoint(S3Request request) {
        try {
            request.query();
            return !request.address(backend.settings().domain()).virtualHosted();
        } catch (S3Exception e) {
            // S3 refuses a query or an address that is broken.
            return false;
        }
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        return s3.refuse(request, refusal);
    }

    private S3Response answered(S3Request request, String requestId) {
        try {
            return answer(request, requestId);
        } catch (PinFailure e) {
            return PinDocuments.failure(e);
        } catch (S3Exception e) {
            return PinDocuments.failure(new PinFailure(e.code().status(), "BAD_REQUEST", e.getMessage()));
        } catch (MetadataBusy e) {
            LOG.warnf(e, "%s %s: metadata is busy", request.method(), request.rawPath());
            return PinDocuments.failure(new PinFailure(503, "INTERNAL_SERVER_ERROR", "Try again."));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s %s failed", request.method(), request.rawPath());
            return PinDocuments.failure(new PinFailure(500, "INTERNAL_SERVER_ERROR", "Try again."));
        }
    }

    private S3Response answer(S3Request request, String requestId) {
        PinningToken token = PinningToken.of(request.header("authorization")).orElseThrow(PinFailure::unauthorized);
        Pins pins = new Pins(backend, token, new S3OfToken(backend, s3, request, token));
        return switch (request.method() + (requestId == null ? "" : " ID")) {
            case "GET" -> list(request, pins);
            case "POST" -> told(request, 202, pins.make(PinDocuments.read(request.body())));
            case "GET ID" -> told(request, 200, pins.find(PinDocuments.key(requestId))
                    .orElseThrow(() -> PinFailure.notFound("There is no such pin.")));
            case "POST ID" -> told(request, 202, replaced(pins, PinDocuments.key(requestId), PinDocuments.read(request.body())));
            case "DELETE ID" -> removed(pins, PinDocuments.key(requestId));
            default -> throw new PinFailure(405, "BAD_REQUEST", "The method is not allowed here.");
        };
    }

    private static S3Response told(S3Request request, int status, Pin pin) {
        return PinDocuments.response(status, PinDocuments.status(pin, request.header("host")));
    }

    private static S3Response list(S3Request request, Pins pins) {
        PinFilter filter = PinFilter.of(request);
        List<Pin> all = pins.all(filter.cids(), filter.wanted());
        List<ObjectNode> results = all.stream().limit(filter.limit())
                .flatMap(pin -> pins.find(pin.key()).stream())
                .map(pin -> PinDocuments.status(pin, request.header("host"))).toList();
        return PinDocuments.response(200, PinDocuments.results(all.size(), results));
    }

    /** The new pin is made before the old one goes. */
    private static Pin replaced(Pins pins, String key, PinDocuments.Asked asked) {
        pins.find(key).orElseThrow(() -> PinFailure.notFound("There is no such pin."));
        Pin made = pins.make(asked);
        if (!made.key().equals(key)) {
            pins.remove(key);
        }
        return made;
    }

    private static S3Response removed(Pins pins, String key) {
        pins.remove(key);
        return S3Response.of(202).with("Content-Length", "0");
    }
}
