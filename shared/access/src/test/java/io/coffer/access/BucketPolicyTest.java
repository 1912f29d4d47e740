package io.coffer.access;

import static io.coffer.access.Decision.ALLOW;
import static io.coffer.access.Decision.DENY;
import static io.coffer.access.Decision.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies decide. Policies are written with single quotes here. */
final class BucketPolicyTest {

    private static final String ALICE_ID = "a".repeat(64);
    private static final Principal ALICE = Principal.account("000000000001", () -> ALICE_ID);
    private static final Principal ALICES_BOB = new Principal("000000000001", () -> ALICE_ID, "AIDABOB", "/", "bob", true);
    private static final Principal CAROL = Principal.account("000000000002", () -> "c".repeat(64));

    @Test
    void nothingIsDecidedWhereNoStatementApplies() {
        BucketPolicy policy = policy(statement("Allow", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/a/*'"));
        assertEquals(ALLOW, policy.decide(request(CAROL, "s3:GetObject", "a/b/c")));
        assertEquals(NONE, policy.decide(request(CAROL, "s3:GetObject", "b")));
        assertEquals(NONE, policy.decide(request(CAROL, "s3:GetObject", "A/b")));
        assertEquals(NONE, policy.decide(request(CAROL, "s3:PutObject", "a/b")));
        assertEquals(NONE, policy.decide(request(CAROL, "s3:GetObjectVersion", "a/b")));
        assertEquals(NONE, policy.decide(request(CAROL, "s3:ListBucket", null)));
    }

    @Test
    void denyWinsInAnyOrder() {
        String allow = statement("Allow", "'*'", "'s3:*'", "'arn:aws:s3:::tour/*'");
        String deny = statement("Deny", "'*'", "'s3:DeleteObject'", "'arn:aws:s3:::tour/keep/*'");
        for (BucketPolicy policy : List.of(policy(allow, deny), policy(deny, allow), policy(allow, deny, allow))) {
            assertEquals(DENY, policy.decide(request(ALICE, "s3:DeleteObject", "keep/a")));
            assertEquals(ALLOW, policy.decide(request(ALICE, "s3:DeleteObject", "a")));
            assertEquals(ALLOW, policy.decide(request(ALICE, "s3:GetObject", "keep/a")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'*' | true | true | true | true",
        "{'AWS':'*'} | true | true | true | true",
        "{'AWS':['000000000002','*']} | true | true | true | true",
        "{'AWS':'000000000001'} | false | true | true | false",
        "{'AWS':'arn:aws:iam::000000000001:root'} | false | true | true | false",
        "{'AWS':['000000000001','arn:aws:iam::000000000002:root']} | false | true | true | true",
        "{'AWS':'arn:aws:iam::000000000001:user/bob'} | false | false | true | false",
        "{'AWS':'arn:aws:iam::000000000001:user/eve'} | false | false | false | false",
        "{'AWS':'arn:aws:iam::000000000002:user/bob'} | false | false | false | false",
        "{'CanonicalUser':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'} | false | true | true | false",
        "{'AWS':'arn:aws:iam::elsewhere:root'} | false | false | false | false",
    })
    void principals(String principal, boolean anonymous, boolean alice, boolean bob, boolean carol) {
        BucketPolicy allow = policy(statement("Allow", principal, "'s3:GetObject'", "'arn:aws:s3:::tour/*'"));
        BucketPolicy denyOthers = policy(
                statement("Deny", principal, "'s3:GetObject'", "'arn:aws:s3:::tour/*'").replace("'Principal'", "'NotPrincipal'"));
        Map<Principal, Boolean> named = Map.of(Principal.ANONYMOUS, anonymous, ALICE, alice, ALICES_BOB, bob, CAROL, carol);
        named.forEach((who, is) -> {
            assertEquals(is ? ALLOW : NONE, allow.decide(request(who, "s3:GetObject", "a")), who.toString());
            // An account that is excepted does not except its users.
            boolean excepted = is && (who != ALICES_BOB || anonymous || principal.contains("user/bob"));
            assertEquals(excepted ? NONE : DENY, denyOthers.decide(request(who, "s3:GetObject", "a")), who.toString());
        });
    }

    @Test
    void aUsersArnHasItsPath() {
        BucketPolicy policy = policy(statement(
                "Allow", "{'AWS':'arn:aws:iam::000000000001:user/team/bob'}", "'s3:GetObject'", "'arn:aws:s3:::tour/*'"));
        Principal inTeam = new Principal("000000000001", () -> ALICE_ID, "AIDABOB", "/team/", "bob", false);
        assertEquals(ALLOW, policy.decide(request(inTeam, "s3:GetObject", "a")));
        assertEquals(NONE, policy.decide(request(ALICES_BOB, "s3:GetObject", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'s3:GetObject'", "'S3:getobject'", "'s3:Get*'", "'s3:GetObjec?'", "'s3:*'", "'*'", "['s3:PutObject','s3:GetObject']"
    })
    void actionsCompareWithoutCaseAndWithWildcards(String action) {
        BucketPolicy policy = policy(statement("Allow", "'*'", action, "'arn:aws:s3:::tour/*'"));
        assertEquals(ALLOW, policy.decide(request(CAROL, "s3:GetObject", "a")));
    }

    @Test
    void theNotFormsAreEverythingElse() {
        String deny = statement("Deny", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/public/*'");
        BucketPolicy notAction = policy(deny.replace("'Action'", "'NotAction'"));
        assertEquals(NONE, notAction.decide(request(CAROL, "s3:GetObject", "public/a")));
        assertEquals(DENY, notAction.decide(request(CAROL, "s3:PutObject", "public/a")));
        assertEquals(NONE, notAction.decide(request(CAROL, "s3:PutObject", "a")));
        BucketPolicy notResource = policy(deny.replace("'Resource'", "'NotResource'"));
        assertEquals(NONE, notResource.decide(request(CAROL, "s3:GetObject", "public/a")));
        assertEquals(DENY, notResource.decide(request(CAROL, "s3:GetObject", "a")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", value = {
        "{'StringEquals':{'aws:Referer':'a'}} | a | true",
        "{'StringEquals':{'aws:Referer':'a'}} | A | false",
        "{'StringEquals':{'aws:Referer':'a*'}} | ab | false",
        "{'StringEquals':{'aws:Referer':'a'}} | - | false",
        "{'StringEquals':{'AWS:REFERER':['b','a']}} | a | true",
        "{'StringNotEquals':{'aws:Referer':'a'}} | b | true",
        "{'StringNotEquals':{'aws:Referer':['a','b']}} | b | false",
        "{'StringNotEquals':{'aws:Referer':'a'}} | - | true",
        "{'StringEqualsIgnoreCase':{'aws:Referer':'a'}} | A | true",
        "{'StringNotEqualsIgnoreCase':{'aws:Referer':'a'}} | A | false",
        "{'StringLike':{'aws:Referer':'http://example.com/*'}} | http://example.com/a/b | true",
        "{'StringLike':{'aws:Referer':'http://example.com/*'}} | http://example.org/ | false",
        "{'StringNotLike':{'aws:Referer':'http://example.com/*'}} | http://example.org/ | true",
        "{'StringNotLike':{'aws:Referer':'http://example.com/*'}} | - | true",
        "{'StringEqualsIfExists':{'aws:Referer':'a'}} | - | true",
        "{'StringEqualsIfExists':{'aws:Referer':'a'}} | b | false",
        "{'StringLikeIfExists':{'aws:Referer':'a*'}} | ab | true",
        "{'Null':{'aws:Referer':'true'}} | - | true",
        "{'Null':{'aws:Referer':true}} | a | false",
        "{'Null':{'aws:Referer':'false'}} | - | false",
        "{'Null':{'aws:Referer':'false'}} | a | true",
        "{'Bool':{'aws:SecureTransport':'false'}} | false | true",
        "{'Bool':{'aws:SecureTransport':false}} | true | false",
        "{'Bool':{'aws:SecureTransport':'True'}} | true | true",
        "{'BoolIfExists':{'aws:SecureTransport':'true'}} | - | true",
        "{'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}} | 192.0.2.9 | true",
        "{'IpAddress':{'aws:SourceIp':['198.51.100.7','192.0.2.0/24']}} | 192.0.3.9 | false",
        "{'NotIpAddress':{'aws:SourceIp':['198.51.100.7','192.0.2.0/24']}} | 192.0.3.9 | true",
        "{'NotIpAddress':{'aws:SourceIp':['198.51.100.7','192.0.2.0/24']}} | 198.51.100.7 | false",
        "{'NumericEquals':{'s3:signatureAge':'10'}} | 10.0 | true",
        "{'NumericNotEquals':{'s3:signatureAge':'10'}} | 10 | false",
        "{'NumericNotEquals':{'s3:signatureAge':'10'}} | ten | true",
        "{'NumericLessThan':{'s3:signatureAge':10}} | 9 | true",
        "{'NumericLessThan':{'s3:signatureAge':10}} | 10 | false",
        "{'NumericLessThanEquals':{'s3:signatureAge':10}} | 10 | true",
        "{'NumericGreaterThan':{'s3:signatureAge':600000}} | 600001 | true",
        "{'NumericGreaterThan':{'s3:signatureAge':600000}} | 1e999999999 | false",
        "{'NumericGreaterThanEquals':{'s3:signatureAge':'10'}} | 9 | false",
        "{'DateEquals':{'aws:CurrentTime':'2026-11-21'}} | 2026-11-21T00:00:00Z | true",
        "{'DateNotEquals':{'aws:CurrentTime':'2026-11-21'}} | 2026-11-21T00:00:00Z | false",
        "{'DateLessThan':{'aws:CurrentTime':'2026-11-21T00:00:00Z'}} | 2026-11-20T23:59:59Z | true",
        "{'DateLessThan':{'aws:CurrentTime':'2026-11-21T02:00:00+02:00'}} | 2026-11-21T00:00:00Z | false",
        "{'DateLessThanEquals':{'aws:EpochTime':'1700000000'}} | 1700000000 | true",
        "{'DateGreaterThan':{'aws:CurrentTime':'2026-11-21T00:00:00Z'}} | 2026-11-21T00:00:01Z | true",
        "{'DateGreaterThanEquals':{'aws:CurrentTime':1700000000}} | 2023-11-14T22:13:19Z | false",
        "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::000000000001:user/*'}} | arn:aws:iam::000000000001:user/a | true",
        "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:root'}} | arn:aws:iam::000000000001:root | true",
        "{'ArnLike':{'aws:PrincipalArn':'arn:aws:*:root:a:b'}} | arn:aws:iam::root:a:b | false",
        "{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:root'}} | arn:aws:iam::000000000001:root | false",
        "{'ArnNotEquals':{'aws:PrincipalArn':'arn:aws:iam::*:root'}} | nonsense | true",
    })
    void conditions(String condition, String value, boolean holds) {
        assertEquals(holds, holds(condition, value == null ? List.of() : List.of(value)), condition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", value = {
        "ForAllValues:StringEquals | a b | true",
        "ForAllValues:StringEquals | a c | false",
        "ForAllValues:StringEquals | - | true",
        "ForAnyValue:StringEquals | a c | true",
        "ForAnyValue:StringEquals | c d | false",
        "ForAnyValue:StringEquals | - | false",
        "ForAnyValue:StringEqualsIfExists | - | true",
        "ForAnyValue:StringNotEquals | a c | true",
        "ForAnyValue:StringNotEquals | a b | false",
        "ForAnyValue:StringNotEquals | - | false",
        "ForAllValues:StringNotEquals | c d | true",
        "ForAllValues:StringNotEquals | a c | false",
        "StringEquals | c a | true",
        "StringNotEquals | c a | false",
    })
    void setsOfValues(String operator, String actual, boolean holds) {
        List<String> values = actual == null ? List.of() : List.of(actual.split(" "));
        String statement = statement("Allow", "'*'", "'s3:PutObject'", "'arn:aws:s3:::tour/*'")
                .replace("'Effect'", "'Condition':{'" + operator + "':{'s3:RequestObjectTagKeys':['a','b']}},'Effect'");
        PolicyRequest request = new PolicyRequest(CAROL, "s3:PutObject", PolicyRequest.arn("tour", "a"),
                key -> key.equals(ConditionKeys.REQUEST_OBJECT_TAG_KEYS) ? values : List.of());
        assertEquals(holds ? ALLOW : NONE, policy(statement).decide(request));
    }

    @Test
    void allConditionsMustHold() {
        String condition = "{'StringEquals':{'aws:Referer':'a','aws:UserAgent':'b'},'Bool':{'aws:SecureTransport':'true'}}";
        BucketPolicy policy = policy(statement("Allow", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/*'")
                .replace("'Effect'", "'Condition':" + condition + ",'Effect'"));
        Map<String, String> good = Map.of("aws:Referer", "a", "aws:UserAgent", "b", "aws:SecureTransport", "true");
        assertEquals(ALLOW, policy.decide(request(good)));
        for (String missing : good.keySet()) {
            Map<String, String> rest = new HashMap<>(good);
            rest.remove(missing);
            assertEquals(NONE, policy.decide(request(rest)), missing);
        }
    }

    @Test
    void tagsKeepTheirOwnSpelling() {
        String statement = statement("Allow", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/*'")
                .replace("'Effect'", "'Condition':{'StringEquals':{'S3:existingobjecttag/Team/A':'x'}},'Effect'");
        assertEquals(ALLOW, policy(statement).decide(request(Map.of("s3:ExistingObjectTag/Team/A", "x"))));
        assertEquals(NONE, policy(statement).decide(request(Map.of("s3:ExistingObjectTag/team/a", "x"))));
    }

    @Test
    void onlyStatementsThatApplyAskForValues() {
        String condition = "'Condition':{'StringEquals':{'s3:ExistingObjectTag/a':'b'}},'Effect'";
        BucketPolicy policy = policy(
                statement("Deny", "{'AWS':'000000000001'}", "'s3:GetObject'", "'arn:aws:s3:::tour/*'").replace("'Effect'", condition),
                statement("Deny", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/b'").replace("'Effect'", condition),
                statement("Allow", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/*'"),
                statement("Allow", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/*'").replace("'Effect'", condition));
        List<String> asked = new ArrayList<>();
        assertEquals(ALLOW, policy.decide(new PolicyRequest(CAROL, "s3:GetObject", PolicyRequest.arn("tour", "a"), key -> {
            asked.add(key);
            return List.of();
        })));
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "Allow | '*' | {} | true",
        "Allow | {'AWS':'*'} | {} | true",
        "Allow | {'AWS':['000000000001','*']} | {} | true",
        "Deny | '*' | {} | false",
        "Allow | {'AWS':'000000000001'} | {} | false",
        "Allow | {'AWS':'arn:aws:iam::000000000001:user/bob'} | {} | false",
        "Allow | '*' | {'IpAddress':{'aws:SourceIp':'10.0.0.0/32'}} | false",
        "Allow | '*' | {'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | false",
        "Allow | '*' | {'IpAddress':{'aws:SourceIp':'0.0.0.0/1'}} | true",
        "Allow | '*' | {'IpAddress':{'aws:SourceIp':['192.0.2.1','0.0.0.0/0']}} | true",
        "Allow | '*' | {'IpAddress':{'aws:SourceIp':'2001:db8::/32'}} | false",
        "Allow | '*' | {'IpAddress':{'aws:SourceIp':'2001::/16'}} | true",
        "Allow | '*' | {'IpAddressIfExists':{'aws:SourceIp':'192.0.2.1'}} | true",
        "Allow | '*' | {'NotIpAddress':{'aws:SourceIp':'192.0.2.1'}} | true",
        "Allow | '*' | {'StringEquals':{'aws:PrincipalAccount':'000000000001'}} | false",
        "Allow | '*' | {'StringNotEquals':{'aws:PrincipalAccount':'000000000001'}} | true",
        "Allow | '*' | {'StringLike':{'aws:PrincipalAccount':'00000000000*'}} | true",
        "Allow | '*' | {'ForAllValues:StringEquals':{'aws:PrincipalAccount':'000000000001'}} | true",
        "Allow | '*' | {'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::000000000001:root'}} | false",
        "Allow | '*' | {'Bool':{'aws:SecureTransport':'true'}} | true",
        "Allow | '*' | {'StringLike':{'aws:Referer':'http://example.com/a'}} | true",
        "Allow | '*' | {'IpAddress':{'aws:SourceIp':'192.0.2.1'},'Bool':{'aws:SecureTransport':'true'}} | false",
    })
    void isPublic(String effect, String principal, String condition, boolean expected) {
        String confined = statement("Allow", "{'AWS':'000000000002'}", "'s3:GetObject'", "'arn:aws:s3:::tour/*'");
        String statement = statement(effect, principal, "'s3:GetObject'", "'arn:aws:s3:::tour/*'")
                .replace("'Effect'", "'Condition':" + condition + ",'Effect'");
        assertEquals(expected, policy(confined, statement).isPublic());
    }

    private static boolean holds(String condition, List<String> values) {
        BucketPolicy policy = policy(statement("Allow", "'*'", "'s3:GetObject'", "'arn:aws:s3:::tour/*'")
                .replace("'Effect'", "'Condition':" + condition + ",'Effect'"));
        return policy.decide(new PolicyRequest(CAROL, "s3:GetObject", PolicyRequest.arn("tour", "a"), key -> values)) == ALLOW;
    }

    private static PolicyRequest request(Principal principal, String action, String key) {
        return new PolicyRequest(principal, action, PolicyRequest.arn("tour", key), name -> List.of());
    }

    private static PolicyRequest request(Map<String, String> values) {
        return new PolicyRequest(CAROL, "s3:GetObject", PolicyRequest.arn("tour", "a"),
                key -> values.containsKey(key) ? List.of(values.get(key)) : List.of());
    }

    private static String statement(String effect, String principal, String action, String resource) {
        return "{'Effect':'" + effect + "','Principal':" + principal + ",'Action':" + action + ",'Resource':" + resource + "}";
    }

    private static BucketPolicy policy(String... statements) {
        String policy = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
        return BucketPolicy.parse(policy.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "tour");
    }
}
