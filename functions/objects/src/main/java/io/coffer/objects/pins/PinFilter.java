package io.coffer.objects.pins;

import io.coffer.protocol.S3Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which pins a list is asked for.
 *
 * @param cids empty for all
 */
record PinFilter(List<String> cids, Predicate<Pin> wanted, int limit) {

    private static final int MAX_CIDS = 10;
    private static final int MAX_LIMIT = 1000;
    private static final int USUAL_LIMIT = 10;

    static PinFilter of(S3Request request) {
        List<String> cids = list(request, "cid").stream().map(PinDocuments::requireCid).toList();
        if (cids.size() > MAX_CIDS) {
            throw PinFailure.badRequest("At most " + MAX_CIDS + " cids can be asked for.");
        }
        Set<Pin.Status> statuses = statuses(list(request, "status"));
        Instant before = instant(request.parameter("before"), Instant.MAX);
        Instant after = instant(request.parameter("after"), Instant.MIN);
        Predicate<String> named = name(request.parameter("name"), request.parameter("match"));
        Map<String, String> meta = PinDocuments.readMeta(request.parameter("meta"));
        return new PinFilter(cids, pin -> statuses.contains(pin.status()) && named.test(pin.key())
                && pin.created().isBefore(before) && pin.created().isAfter(after)
                && pin.meta().entrySet().containsAll(meta.entrySet()), limit(request.parameter("limit")));
    }

    /** The API repeats a parameter; Kubo joins its values by commas. */
    private static List<String> list(S3Request request, String name) {
        return request.query().all().stream().filter(parameter -> parameter.name().equals(name))
                .flatMap(parameter -> Arrays.stream(parameter.value().split(","))).filter(value -> !value.isEmpty()).distinct().toList();
    }

    private static Set<Pin.Status> statuses(List<String> words) {
        Set<Pin.Status> statuses = EnumSet.noneOf(Pin.Status.class);
        for (String word : words) {
            statuses.add(Arrays.stream(Pin.Status.values()).filter(status -> status.name().toLowerCase(Locale.ROOT)
                    .equals(word)).findFirst()
                    .orElseThrow(() -> PinFailure.badRequest("A status is one of queued, pinning, pinned and failed.")));
        }
        return statuses.isEmpty() ? EnumSet.of(Pin.Status.PINNED) : statuses;
    }

    private static Predicate<String> name(@Nullable String name, @Nullable String match) {
        if (name == null) {
            return any -> true;
        }
        PinDocuments.requireName(name);
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (match == null ? "exact" : match) {
            case "exact" -> name::equals;
            case "iexact" -> other -> other.toLowerCase(Locale.ROOT).equals(lower);
            case "partial" -> other -> other.contains(name);
            case "ipartial" -> other -> other.toLowerCase(Locale.ROOT).contains(lower);
            default -> throw PinFailure.badRequest("match is one of exact, iexact, partial and ipartial.");
        };
    }

    private static Instant instant(@Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw PinFailure.badRequest("before and after are times of ISO 8601.");
        }
    }

    private static int limit(@Nullable String text) {
        try {
            int limit = text == null ? USUAL_LIMIT : Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw PinFailure.badRequest("limit is a number from 1 to " + MAX_LIMIT + ".");
    }
}
