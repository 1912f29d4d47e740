package io.coffer.objects;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked for by a content id.
 *
 * @param cid in its canonical form
 * @param path below it, as it was sent; empty or with a slash first
 * @param format how it is to be told
 * @param terms if it is an archive
 * @param location the address that says in its query what a header said; empty if a header said nothing
 */
record ContentAsked(String cid, String path, Format format, CarTerms terms, Optional<String> location) {

    static final String CAR = "application/vnd.ipld.car";
    static final String RAW = "application/vnd.ipld.raw";

    /** Types of responses that clients of IPFS verify or that gateways of IPFS make. */
    private static final String OF_IPFS = "application/vnd.ip";

    /** How bytes are told: as they are, as one block, or as an archive of blocks. */
    enum Format { BYTES, RAW, CAR }

    /** @throws S3Exception InvalidArgument for a format or terms that are not known */
    static ContentAsked of(S3Request request, String cid, String path) {
        List<MediaRange> accepted = MediaRange.of(request.headers().all("accept"));
        Optional<MediaRange> chosen = accepted.stream().filter(ContentAsked::isKnown).findFirst();
        String named = request.parameter("format");
        Format format = named == null ? format(accepted, chosen) : switch (named) {
            case "raw" -> Format.RAW;
            case "car" -> Format.CAR;
            default -> throw S3Exception.invalidArgument("format", named, "format is raw or car here.");
        };
        Map<String, String> parameters = format == Format.CAR
                ? chosen.filter(range -> range.type().equals(CAR)).map(MediaRange::parameters).orElse(Map.of())
                : Map.of();
        return new ContentAsked(cid, path, format, CarTerms.of(request, parameters), location(request, format, parameters));
    }

    private static boolean isKnown(MediaRange range) {
        return range.type().equals(RAW) || (range.type().equals(CAR) && CarTerms.isKnown(range.parameters()));
    }

    private static Format format(List<MediaRange> accepted, Optional<MediaRange> chosen) {
        boolean acceptsOthers = accepted.stream().anyMatch(range -> !range.type().startsWith(OF_IPFS));
        if (chosen.isEmpty() && !accepted.isEmpty() && !acceptsOthers) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Of the types that Accept names none is made here. There are " + RAW
                    + " and " + CAR + "; version=1, with order=dfs or order=unk, and dups=y or dups=n.");
        }
        return chosen.map(range -> range.type().equals(RAW) ? Format.RAW : Format.CAR).orElse(Format.BYTES);
    }

    private static Optional<String> location(S3Request request, Format format, Map<String, String> parameters) {
        List<String> added = new ArrayList<>();
        if (format != Format.BYTES && request.parameter("format") == null) {
            added.add("format=" + (format == Format.RAW ? "raw" : "car"));
        }
        parameters.entrySet().stream().filter(one -> request.parameter("car-" + one.getKey()) == null).sorted(Map.Entry.comparingByKey())
                .forEach(one -> added.add("car-" + UriEncoding.encode(one.getKey()) + "=" + UriEncoding.encode(one.getValue())));
        if (added.isEmpty()) {
            return Optional.empty();
        }
        if (request.rawQuery() != null && !request.rawQuery().isEmpty()) {
            added.add(0, request.rawQuery());
        }
        return Optional.of(request.rawPath() + "?" + String.join("&", added));
    }

    List<String> names() {
        return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).map(UriEncoding::decodePath).toList();
    }
}
