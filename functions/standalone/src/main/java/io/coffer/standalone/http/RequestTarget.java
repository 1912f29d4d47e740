package io.coffer.standalone.http;

import org.jspecify.annotations.Nullable;

/**
 * A request's target, cut into its parts and otherwise as it was sent.
 *
 * @param rawPath starts with a slash
 * @param rawQuery what follows the first question mark; null if there is none
 * @param host the authority of an absolute-form target, which counts instead of the Host header; else null
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2, request target</a>
 */
record RequestTarget(String rawPath, @Nullable String rawQuery, @Nullable String host) {

    /** The parts of an origin-form or absolute-form target; null for any other form. */
    static @Nullable RequestTarget parse(String target) {
        if (target.startsWith("/")) {
            return cut(target, null);
        }
        String scheme = target.regionMatches(true, 0, "http://", 0, 7) ? "http://" : "https://";
        if (!target.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return null;
        }
        int end = scheme.length();
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String rest = target.substring(end);
        return cut(rest.startsWith("/") ? rest : "/" + rest, target.substring(scheme.length(), end));
    }

    private static RequestTarget cut(String pathAndQuery, @Nullable String host) {
        int mark = pathAndQuery.indexOf('?');
        return mark < 0
                ? new RequestTarget(pathAndQuery, null, host)
                : new RequestTarget(pathAndQuery.substring(0, mark), pathAndQuery.substring(mark + 1), host);
    }
}
