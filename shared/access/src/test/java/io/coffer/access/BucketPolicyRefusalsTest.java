package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PutBucketPolicy refuses. Policies are written with single quotes here. */
final class BucketPolicyRefusalsTest {

    private static final String GOOD = "{'Version':'2012-10-17','Statement':[{'Sid':'a','Effect':'Allow','Principal':'*',"
            + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::tour/*'}]}";

    @Test
    void aGoodPolicyIsNotRefused() {
        assertDoesNotThrow(() -> parse(GOOD));
        assertDoesNotThrow(() -> parse(GOOD.replace("[{", "{").replace("}]", "}")));
        assertDoesNotThrow(() -> parse(GOOD.replace("'Version':'2012-10-17',", "")));
        assertDoesNotThrow(() -> parse(GOOD.replace("2012-10-17", "2008-10-17")));
        assertDoesNotThrow(() -> parse(GOOD.replace("{'Version'", "{'Id':'mine','Version'")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " {}", "[]", "null", "\uFEFF{}"})
    void theFirstByteIsABrace(String policy) {
        assertMessage("Policies must be valid JSON and the first byte must be '{'", policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{]", "{'a':1,'a':2}", "{} {}", "{'Version':'2012-10-17',}"})
    void whatIsNoJsonIsRefused(String policy) {
        assertMessage("This policy contains invalid Json", policy);
    }

    /** Found by the fuzzer. */
    @ParameterizedTest
    @ValueSource(strings = {"8e8888888888888888", "-1e-99999999999", "1e2147483648"})
    void aNumberWithAnEndlessExponentIsRefused(String number) {
        assertMessage("This policy contains invalid Json", "{'Statement':" + number + "}");
    }

    @Test
    void deepNestingIsRefused() {
        assertMessage("This policy contains invalid Json", "{'Statement':" + "[".repeat(100_000));
    }

    @Test
    void whiteSpaceDoesNotCountTowardsTheSize() {
        assertDoesNotThrow(() -> parse(GOOD.replace("[{", "[" + " ".repeat(30_000) + "{")));
        int room = 20_480 - GOOD.length();
        assertDoesNotThrow(() -> parse(GOOD.replace("'a'", "'" + "a".repeat(room + 1) + "'")));
        assertMessage("Normalized policy document exceeds the maximum allowed size of 20480 bytes",
                GOOD.replace("'a'", "'" + "a".repeat(room + 2) + "'"));
    }

    /** Each line replaces a piece of the good policy. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "2012-10-17 | 2026-10-17 | The policy must contain a valid version string",
        "'2012-10-17' | 2012 | The policy must contain a valid version string",
        "'Statement' | 'Statements' | Unknown field Statements",
        "'Version' | 'Id':7,'Version' | Invalid policy syntax.",
        "'Sid':'a' | 'Sid':['a'] | Invalid policy syntax.",
        "'Sid':'a' | 'Comment':'a' | Unknown field Comment",
        "'Effect':'Allow' | 'Effect':'allow' | Invalid effect : allow",
        "'Effect':'Allow', | '' | Missing required field Effect",
        "'Principal':'*', | '' | Missing required field Principal",
        "'Principal':'*' | 'Principal':'tour' | Invalid principal in policy",
        "'Principal':'*' | 'Principal':['*'] | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{} | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{'AWS':[]} | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{'AWS':['*',7]} | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{'AWS':'someone'} | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{'AWS':'arn:aws:iam::000000000001:user/*'} | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{'AWS':'arn:aws:iam::000000000001:role/a'} | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{'CanonicalUser':'*'} | Invalid principal in policy",
        "'Principal':'*' | 'Principal':{'Service':'logging.s3.amazonaws.com'} | Invalid principal in policy",
        "'Principal':'*' | 'NotPrincipal':{'AWS':'000000000001'} | Allow with NotPrincipal is not allowed.",
        "'Principal':'*' | 'Principal':'*','NotPrincipal':'*' | Invalid policy syntax.",
        "'Action':'s3:GetObject', | '' | Missing required field Action",
        "'s3:GetObject' | 's3:GetTheObject' | Policy has invalid action",
        "'s3:GetObject' | 's3:HeadObject' | Policy has invalid action",
        "'s3:GetObject' | 's3:Fetch*' | Policy has invalid action",
        "'s3:GetObject' | 'ec2:*' | Policy has invalid action",
        "'s3:GetObject' | 's3:ListAllMyBuckets' | Policy has invalid action",
        "'s3:GetObject' | [] | Policy has invalid action",
        "'s3:GetObject' | ['s3:GetObject','*:*'] | Policy has invalid action",
        "'s3:GetObject' | 's3:GetObject','NotAction':'s3:PutObject' | Invalid policy syntax.",
        ",'Resource':'arn:aws:s3:::tour/*' | '' | Missing required field Resource",
        "arn:aws:s3:::tour/* | * | Policy has invalid resource",
        "arn:aws:s3:::tour/* | arn:aws:s3:::other/* | Policy has invalid resource",
        "arn:aws:s3:::tour/* | arn:aws:s3:::tours/* | Policy has invalid resource",
        "arn:aws:s3:::tour/* | arn:aws:s3:::to?/* | Policy has invalid resource",
        "arn:aws:s3:::tour/* | arn:aws:s3:::other*/* | Policy has invalid resource",
        "arn:aws:s3:::tour/* | arn:aws:sqs:::tour/* | Policy has invalid resource",
        "arn:aws:s3:::tour/* | tour/* | Policy has invalid resource",
        "'arn:aws:s3:::tour/*' | ['arn:aws:s3:::tour/*','arn:aws:s3:::other'] | Policy has invalid resource",
        "arn:aws:s3:::tour/* | arn:aws:s3:::tour | Action does not apply to any resource(s) in statement",
        "s3:GetObject | s3:ListBucket | Action does not apply to any resource(s) in statement",
        "'s3:GetObject' | ['s3:GetObject','s3:ListBucket'] | Action does not apply to any resource(s) in statement",
        "tour/* | tour/${aws:username}/* | Policy variables are not supported: arn:aws:s3:::tour/${aws:username}/*",
    })
    void theFirstFaultIsNamed(String piece, String instead, String message) {
        assertTrue(GOOD.contains(piece));
        assertMessage(message, GOOD.replace(piece, instead.equals("''") ? "" : instead));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3:::*", "arn:aws:s3:::t*", "arn:aws:s3:::*/photos/*", "arn:aws:s3:::tou?/a", "arn:aws:s3:::t*/a"})
    void aResourceWithWildcardsCanBeThisBuckets(String resource) {
        assertDoesNotThrow(() -> parse(GOOD.replace("arn:aws:s3:::tour/*", resource)));
    }

    @Test
    void anEmptyListOfStatementsIsRefused() {
        assertMessage("Could not parse the policy: Statement is empty!", "{'Version':'2012-10-17','Statement':[]}");
        assertMessage("Missing required field Statement", "{'Version':'2012-10-17'}");
        assertMessage("Invalid policy syntax.", "{'Version':'2012-10-17','Statement':'Allow'}");
        assertMessage("Invalid policy syntax.", "{'Version':'2012-10-17','Statement':['Allow']}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'StringEquals' | Invalid policy syntax.",
        "{'StringEquals':'a'} | Invalid policy syntax.",
        "{'StringEquals':{'aws:Referer':[]}} | Invalid policy syntax.",
        "{'StringEquals':{'aws:Referer':{}}} | Invalid policy syntax.",
        "{'stringequals':{'aws:Referer':'a'}} | Invalid Condition type : stringequals",
        "{'StringMatches':{'aws:Referer':'a'}} | Invalid Condition type : StringMatches",
        "{'BinaryEquals':{'aws:Referer':'QQ=='}} | Invalid Condition type : BinaryEquals",
        "{'NullIfExists':{'aws:Referer':'true'}} | Invalid Condition type : NullIfExists",
        "{'ForAnyValue:Null':{'aws:Referer':'true'}} | Invalid Condition type : ForAnyValue:Null",
        "{'StringEquals':{'aws:SourceVpc':'vpc-1'}} | Policy has an invalid condition key",
        "{'StringEquals':{'s3:x-acl':'private'}} | Policy has an invalid condition key",
        "{'StringEquals':{'s3:ExistingObjectTag':'a'}} | Policy has an invalid condition key",
        "{'StringEquals':{'s3:ExistingObjectTag/':'a'}} | Policy has an invalid condition key",
        "{'StringEquals':{'s3:prefix':'a'}} | Conditions do not apply to combination of actions and resources in statement",
        "{'StringEquals':{'s3:x-amz-acl':'a'}} | Conditions do not apply to combination of actions and resources in statement",
        "{'StringEquals':{'s3:RequestObjectTag/a':'a'}} | Conditions do not apply to combination of actions and resources in statement",
        "{'IpAddress':{'aws:SourceIp':'192.0.2.0/33'}} | Invalid IP address in Conditions",
        "{'NotIpAddress':{'aws:SourceIp':'home'}} | Invalid IP address in Conditions",
        "{'Bool':{'aws:SecureTransport':'yes'}} | Invalid value in Conditions for operator Bool",
        "{'NumericLessThan':{'s3:signatureAge':'old'}} | Invalid value in Conditions for operator NumericLessThan",
        "{'NumericLessThan':{'s3:signatureAge':1e999999999}} | Invalid value in Conditions for operator NumericLessThan",
        "{'DateLessThan':{'aws:CurrentTime':'tomorrow'}} | Invalid value in Conditions for operator DateLessThan",
        "{'DateLessThan':{'aws:CurrentTime':'2026-13-01T00:00:00Z'}} | Invalid value in Conditions for operator DateLessThan",
        "{'ArnLike':{'aws:PrincipalArn':'me'}} | Invalid value in Conditions for operator ArnLike",
        "{'StringLike':{'aws:Referer':'${aws:username}'}} | Policy variables are not supported: ${aws:username}",
    })
    void conditionsThatCouldNotBeCarriedOutAreRefused(String condition, String message) {
        assertMessage(message, GOOD.replace("'Effect'", "'Condition':" + condition + ",'Effect'"));
    }

    @Test
    void aKeyMustGoWithEachOfTheActions() {
        String both = GOOD.replace("'s3:GetObject'", "['s3:GetObject','s3:PutObject']")
                .replace("'Effect'", "'Condition':{'StringEquals':{'s3:x-amz-acl':'private'}},'Effect'");
        assertMessage("Conditions do not apply to combination of actions and resources in statement", both);
        assertDoesNotThrow(() -> parse(both.replace("['s3:GetObject','s3:PutObject']", "['s3:Put*','s3:*']")));
    }

    @Test
    void dollarsAreTextBeforeThereWereVariables() {
        assertDoesNotThrow(() -> parse(GOOD.replace("2012", "2008").replace("tour/*", "tour/${aws:username}/*")));
    }

    private static void assertMessage(String message, String policy) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> parse(policy));
        assertEquals(S3ErrorCode.MALFORMED_POLICY, refusal.code());
        assertEquals(message, refusal.getMessage());
    }

    private static BucketPolicy parse(String policy) {
        return BucketPolicy.parse(policy.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "tour");
    }
}
