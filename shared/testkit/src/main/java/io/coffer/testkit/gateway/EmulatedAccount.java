package io.coffer.testkit.gateway;

/** Whose the emulated functions are, and where. */
final class EmulatedAccount {

    static final String REGION = "us-east-1";
    static final String ID = "123456789012";

    private EmulatedAccount() {}
}
