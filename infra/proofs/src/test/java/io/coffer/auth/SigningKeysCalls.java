package io.coffer.auth;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** A key signs with the secret that it is asked for, also while another thread asks for it with the secret of before. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class SigningKeysCalls {

    private static final CredentialScope SCOPE = new CredentialScope("20260101", "us-east-1", "s3");

    private final SigningKeys keys = new SigningKeys();

    @Operation
    public String sign(@Param(name = "number") int id, @Param(name = "number") int secret) {
        return keys.of(new AccessKey("AKIAEXAMPLE" + id, new SecretKey("secret " + secret), "000000000000", null), SCOPE).sign("text");
    }
}
