package io.coffer.auth;

/**
 * A form whose signature and policy hold, or that has none.
 *
 * @param lengths what its policy allows the file, to be held while the file is read
 */
public record VerifiedForm(Caller caller, ContentLengthRange lengths, Authentication authentication) {

    /** Whether the form itself is signed. A request that carries a form without a signature may have its own. */
    public boolean isSigned() {
        return caller instanceof Caller.Account;
    }
}
