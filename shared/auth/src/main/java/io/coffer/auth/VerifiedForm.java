package io.coffer.auth;

/**
 * A form whose signature and policy hold, or that has none.
 *
 * @param lengths what its policy allows the file, to be held while the file is read
 */
public record VerifiedForm(Caller caller, ContentLengthRange lengths) {}
