package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.CorsConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which cross-origin requests a bucket's owner allows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">S3 API Reference, PutBucketCors: the first rule
 *     that matches the origin, the method and every requested header decides</a>
 */
public final class CorsRules {

    /** The most bytes a configuration may have. */
    public static final int MAX_DOCUMENT_BYTES = 64 << 10;

    private static final int MAX_RULES = 100;
    private static final int MAX_ID = 255;
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD");
    /** What may stand in a header's name (RFC 9110, token), the wildcard among it. */
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]*");

    /** More names than any page sends; each is compared with every pattern that a rule has. */
    private static final int MAX_REQUESTED_HEADERS = 100;

    private final List<Rule> rules;

    private CorsRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * A rule, its headers ready to be looked up.
     *
     * @param names allowed headers without a wildcard, in lower case
     * @param patterns those with one, in lower case
     */
    private record Rule(
            CorsConfiguration.Rule document, List<String> origins, List<String> methods, Set<String> names, List<String> patterns) {

        static Rule of(CorsConfiguration.Rule document) {
            Set<String> names = new HashSet<>();
            List<String> patterns = new ArrayList<>();
            orNone(document.allowedHeaders()).stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .distinct()
                    .forEach(name -> (name.indexOf('*') < 0 ? names : patterns).add(name));
            return new Rule(document, orNone(document.allowedOrigins()), orNone(document.allowedMethods()), names, patterns);
        }

        boolean allowsHeader(String name) {
            return names.contains(name) || patterns.stream().anyMatch(pattern -> matches(pattern, name));
        }
    }

    /** @throws S3Exception MalformedXML if an element is missing or there are too many rules, InvalidRequest, InvalidArgument */
    public static CorsRules of(CorsConfiguration document) {
        List<CorsConfiguration.Rule> rules = document.rules();
        if (rules == null || rules.isEmpty() || rules.size() > MAX_RULES) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        rules.forEach(CorsRules::requireComplete);
        rules.forEach(CorsRules::requireValid);
        return new CorsRules(rules.stream().map(Rule::of).toList());
    }

    private static void requireComplete(CorsConfiguration.Rule rule) {
        if (orNone(rule.allowedOrigins()).isEmpty() || orNone(rule.allowedMethods()).isEmpty()
                || (rule.maxAgeSeconds() != null && rule.maxAgeSeconds() < 0)) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
    }

    private static void requireValid(CorsConfiguration.Rule rule) {
        if (rule.id() != null && rule.id().length() > MAX_ID) {
            throw S3Exception.invalidArgument("ID", rule.id(), "ID length should not exceed allowed limit of " + MAX_ID);
        }
        for (String method : orNone(rule.allowedMethods())) {
            if (!METHODS.contains(method)) {
                throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
            }
        }
        for (String origin : orNone(rule.allowedOrigins())) {
            requireOneWildcard("AllowedOrigin", origin);
        }
        for (String header : orNone(rule.allowedHeaders())) {
            requireOneWildcard("AllowedHeader", header);
            requireName("AllowedHeader", header);
        }
        for (String header : orNone(rule.exposeHeaders())) {
            if (header.indexOf('*') >= 0) {
                throw invalid("ExposeHeader \"" + header
                        + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
            }
            requireName("ExposeHeader", header);
        }
    }

    private static void requireOneWildcard(String element, String value) {
        if (value.indexOf('*') != value.lastIndexOf('*')) {
            throw invalid(element + " \"" + value + "\" can not have more than one wildcard.");
        }
    }

    private static void requireName(String element, String value) {
        if (!HEADER_NAME.matcher(value).matches()) {
            throw invalid(element + " \"" + value + "\" contains invalid character.");
        }
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }

    /**
     * What the first rule that matches lets a browser do.
     *
     * @param origin the request's Origin
     * @param method what a preflight asks for, or the request's own method
     * @param requestedHeaders the value of Access-Control-Request-Headers; null for none
     */
    public Optional<Grant> match(String origin, String method, @Nullable String requestedHeaders) {
        List<String> headers = requestedHeaders == null ? List.of() : Arrays.stream(requestedHeaders.split(","))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MAX_REQUESTED_HEADERS + 1)
                .toList();
        if (headers.size() > MAX_REQUESTED_HEADERS) {
            return Optional.empty();
        }
        for (Rule compared : rules) {
            Optional<String> allowed = compared.origins().stream().filter(pattern -> matches(pattern, origin)).findFirst();
            if (allowed.isPresent() && compared.methods().contains(method)
                    && headers.stream().allMatch(compared::allowsHeader)) {
                return Optional.of(new Grant(allowed.get().equals("*") ? "*" : origin, compared.document(), headers));
            }
        }
        return Optional.empty();
    }

    /** Whether a text is the pattern, whose one {@code *} stands for any characters and for none. */
    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        return star < 0 ? pattern.equals(text) : text.length() >= pattern.length() - 1
                && text.startsWith(pattern.substring(0, star)) && text.endsWith(pattern.substring(star + 1));
    }

    private static List<String> orNone(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    /** What a rule lets the browser at one origin do. */
    public static final class Grant {

        private final String origin;
        private final CorsConfiguration.Rule rule;
        private final List<String> headers;

        private Grant(String origin, CorsConfiguration.Rule rule, List<String> headers) {
            this.origin = origin;
            this.rule = rule;
            this.headers = headers;
        }

        /** Puts it on an answer: the same headers on that of a preflight and on that of the request itself, as S3 has it. */
        public void writeTo(S3Headers answer) {
            answer.set("Access-Control-Allow-Origin", origin);
            answer.set("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
            if (!headers.isEmpty()) {
                answer.set("Access-Control-Allow-Headers", String.join(", ", headers));
            }
            if (!orNone(rule.exposeHeaders()).isEmpty()) {
                answer.set("Access-Control-Expose-Headers", String.join(", ", rule.exposeHeaders()));
            }
            if (rule.maxAgeSeconds() != null) {
                answer.set("Access-Control-Max-Age", String.valueOf(rule.maxAgeSeconds()));
            }
            if (!origin.equals("*")) {
                answer.set("Access-Control-Allow-Credentials", "true");
            }
            answer.set("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        }
    }
}
