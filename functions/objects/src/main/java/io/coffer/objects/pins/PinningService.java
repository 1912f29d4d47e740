package io.coffer.objects.pins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Pinning Service API of IPFS at {@code /v1/ipfs/pins}, for what is stored here: a pin is an object of a bucket on IPFS, with the pin's
 * name as its key. To pin a content id is to copy an object that has it, or to store what a node of IPFS sends. No bucket can be called
 * {@code v1}.
 *
 * @see <a href="https://ipfs.github.io/pinning-services-api-spec/">IPFS Pinning Service API</a>
 */
public final class PinningService implements RequestHandler {

    private static final Logger LOG = Logger.getLogger(PinningService.class);
    private static final Pattern PATH = Pattern.compile("/v1/ipfs/pins(?:/([A-Za-z0-9_-]+))?/?");

    private final Backend backend;
    private final RequestHandler s3;
    private final Optional<PendingPins> pending;

    /**
     * @param s3 answers everything else
     * @param kubo the RPC address of a node of IPFS that is asked for what is not here
     */
    public PinningService(Backend backend, RequestHandler s3, Optional<URI> kubo) {
        this.backend = backend;
        this.s3 = s3;
        this.pending = kubo.map(KuboNode::new).map(PendingPins::new);
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        Matcher path = PATH.matcher(request.rawPath());
        return path.matches() && isForTheEndpoint(request) ? answered(request, path.group(1)) : s3.handle(request, authenticator);
    }

    private boolean isForTheEndpoint(S3Request request) {
        try {
            request.query();
            return !request.address(backend.behaviour().domain()).virtualHosted();
        } catch (S3Exception e) {
            // S3 refuses a query or an address that is broken.
            return false;
        }
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        return s3.refuse(request, refusal);
    }

    private S3Response answered(S3Request request, @Nullable String requestId) {
        try {
            return answer(request, requestId);
        } catch (PinFailure e) {
            return PinDocuments.failure(e);
        } catch (S3Exception e) {
            return PinDocuments.failure(new PinFailure(e.code().status(), "BAD_REQUEST", e.getMessage()));
        } catch (MetadataBusy e) {
            LOG.warnf(e, "%s %s: metadata is busy", request.method(), request.rawPath());
            return PinDocuments.failure(PinFailure.tryAgain());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s %s failed", request.method(), request.rawPath());
            return PinDocuments.failure(new PinFailure(500, "INTERNAL_SERVER_ERROR", "Try again."));
        }
    }

    private S3Response answer(S3Request request, @Nullable String requestId) {
        PinningToken token = request.headers().find("authorization").flatMap(PinningToken::of).orElseThrow(PinFailure::unauthorized);
        S3OfToken holder = new S3OfToken(backend, s3, request, token);
        Pins pins = new Pins(backend, token, holder);
        Optional<PinId> id = Optional.ofNullable(requestId).map(PinId::parse);
        return switch (request.method() + (id.isEmpty() ? "" : " ID")) {
            case "GET" -> list(request, pins, token);
            case "POST" -> told(202, made(token, holder, pins, PinDocuments.read(request.body()), Optional.empty()));
            case "GET ID" -> told(200, found(token, pins, id.get()));
            case "POST ID" -> told(202, replaced(token, holder, pins, id.get(), PinDocuments.read(request.body())));
            case "DELETE ID" -> removed(token, pins, id.get());
            default -> throw new PinFailure(405, "BAD_REQUEST", "The method is not allowed here.");
        };
    }

    /**
     * Peers that are to send what is not here. What is stored needs none, and without a node there are none: an address that is no peer's
     * would end {@code ipfs pin remote add} with an error.
     */
    private Collection<String> delegates() {
        return pending.map(PendingPins::delegates).orElse(List.of());
    }

    private static boolean isOnItsWay(Pin.Status status) {
        return status == Pin.Status.QUEUED || status == Pin.Status.PINNING;
    }

    private S3Response told(int status, Pin pin) {
        return PinDocuments.response(status, PinDocuments.status(pin, isOnItsWay(pin.status()) ? delegates() : List.of()));
    }

    /** @param old the pin in whose place it is */
    private Pin made(PinningToken token, S3OfToken holder, Pins pins, PinDocuments.Asked asked, Optional<Pin> old) {
        Optional<Pin> made = pins.make(asked, old);
        if (made.isPresent()) {
            old.filter(before -> !before.key().equals(asked.key())).ifPresent(before -> removed(token, pins, before.id()));
            return made.get();
        }
        PendingPins asking = pending.orElseThrow(() -> PinFailure.notFound(
                "Nothing that the token's holder may read has this content id, and no peers are asked."));
        return asking.begin(token, holder, asked, backend.clock().millis(), new PendingPins.Place(
                Pins.condition(pins.stored(asked.key())),
                () -> old.filter(before -> !before.key().equals(asked.key())).ifPresent(before -> removed(token, pins, before.id()))));
    }

    /**
     * What is stored, or else what is asked for. The second is told to who may look for the first. It is looked for before: what is stored
     * meanwhile is asked for no more, and would be in neither.
     */
    private Pin found(PinningToken token, Pins pins, PinId id) {
        Optional<Pin> onItsWay = pending.flatMap(asked -> asked.find(token.bucket(), id));
        return pins.find(id).or(() -> onItsWay).orElseThrow(() -> PinFailure.notFound("There is no such pin."));
    }

    private S3Response list(S3Request request, Pins pins, PinningToken token) {
        PinFilter filter = PinFilter.of(request);
        // First, as in found.
        Collection<Pin> onTheirWay = pending.map(asked -> asked.all(token.bucket())).orElse(List.of());
        List<Pin> all = pins.all(filter.cids(), filter.wanted());
        Set<PinId> stored = all.stream().map(Pin::id).collect(Collectors.toSet());
        onTheirWay.stream().filter(filter.wanted())
                .filter(pin -> filter.cids().isEmpty() || filter.cids().contains(pin.cid()))
                .filter(pin -> !stored.contains(pin.id())).forEach(all::add);
        all.sort(Comparator.comparing(Pin::created).reversed());
        List<Pin> told = all.stream().limit(filter.limit())
                .flatMap(pin -> pin.status() == Pin.Status.PINNED ? pins.find(pin.id()).stream() : Stream.of(pin)).toList();
        boolean isOnItsWay = told.stream().anyMatch(pin -> isOnItsWay(pin.status()));
        Collection<String> delegates = isOnItsWay ? delegates() : List.of();
        List<ObjectNode> results = told.stream()
                .map(pin -> PinDocuments.status(pin, isOnItsWay(pin.status()) ? delegates : List.of())).toList();
        return PinDocuments.response(200, PinDocuments.results(all.size(), results));
    }

    /** The new pin is made before the old one goes. It may have the old one's name. */
    private Pin replaced(PinningToken token, S3OfToken holder, Pins pins, PinId id, PinDocuments.Asked asked) {
        Pin old = found(token, pins, id);
        if (old.status() != Pin.Status.PINNED) {
            pending.ifPresent(asking -> asking.remove(token.bucket(), id));
            return made(token, holder, pins, asked, Optional.empty());
        }
        return made(token, holder, pins, asked, Optional.of(old));
    }

    private S3Response removed(PinningToken token, Pins pins, PinId id) {
        if (found(token, pins, id).status() == Pin.Status.PINNED) {
            pins.remove(id);
        } else {
            pending.ifPresent(asked -> asked.remove(token.bucket(), id));
        }
        return S3Response.of(202).with("Content-Length", "0");
    }
}
