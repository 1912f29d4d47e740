package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies are written with single quotes here. */
final class PolicyUsersTest {

    private static final Principal BOB = new Principal("000000000001", () -> "a".repeat(64), "AIDABOB", "/", "bob", true);

    private static String replaced(String policy) {
        byte[] json = policy.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new String(PolicyUsers.replace(json, named -> named.withId("AIDA" + named.name())), StandardCharsets.UTF_8)
                .replace('"', '\'');
    }

    @Test
    void usersGetTheirIdsAndAllElseStaysAsItIs() {
        assertEquals("""
                {'Id': 'é arn:aws:iam::1:user/eve', 'Statement' : [ {'Sid':'arn:aws:iam::1:user/eve',
                  'Principal':{'AWS':['arn:aws:iam::1:user/bob#AIDAbob', '1',\t'arn:aws:iam::2:user/a/b/eve#AIDAeve',\
                'arn:aws:iam::1:root']},
                  'Condition':{'StringEquals':{'aws:PrincipalArn':'arn:aws:iam::1:user/eve'}} },
                 {'NotPrincipal':{'AWS':'arn:aws:iam::1:user/bob#AIDAbob'}}, {'Principal':'*'}]}
                """, replaced("""
                {'Id': 'é arn:aws:iam::1:user/eve', 'Statement' : [ {'Sid':'arn:aws:iam::1:user/eve',
                  'Principal':{'AWS':['arn:aws:iam::1:user/bob', '1',\t'arn:aws:iam::2:user/a/b/eve','arn:aws:iam::1:root']},
                  'Condition':{'StringEquals':{'aws:PrincipalArn':'arn:aws:iam::1:user/eve'}} },
                 {'NotPrincipal':{'AWS':'arn:aws:iam::1:user/bob'}}, {'Principal':'*'}]}
                """));
    }

    @Test
    void aPolicyWithoutUsersStaysByteForByte() {
        String policy = "{ 'Statement':{'Principal' : {'AWS':'000000000001'} }}\n";
        assertEquals(policy, replaced(policy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Allow", "Deny"})
    void aStoredPolicyKnowsAUserByItsIdAndAnOlderOneByItsArn(String effect) {
        Decision meant = Decision.valueOf(effect.toUpperCase(Locale.ROOT));
        assertEquals(meant, decide(effect, "arn:aws:iam::000000000001:user/robert#AIDABOB"));
        assertEquals(Decision.NONE, decide(effect, "arn:aws:iam::000000000001:user/bob#AIDAANOTHER"));
        assertEquals(meant, decide(effect, "arn:aws:iam::000000000001:user/bob"));
    }

    private static Decision decide(String effect, String principal) {
        String policy = "{'Version':'2012-10-17','Statement':{'Effect':'" + effect + "','Principal':{'AWS':'" + principal
                + "'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::tour/*'}}";
        return BucketPolicy.ofStored(policy.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "tour")
                .decide(new PolicyRequest(BOB, "s3:GetObject", PolicyRequest.arn("tour", "a"), key -> List.of()));
    }
}
