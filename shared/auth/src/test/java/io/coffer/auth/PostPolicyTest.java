package io.coffer.auth;

import static io.coffer.auth.Forms.base64;
import static io.coffer.auth.Forms.form;
import static io.coffer.auth.Forms.policy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.FormFields;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostPolicyTest {

    private static final String BUCKET_AND_KEY = "{\"bucket\": \"b\"}, [\"starts-with\", \"$key\", \"\"]";

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"acl\": \"private\"}",
        "[\"eq\", \"$acl\", \"private\"]",
        "[\"starts-with\", \"$acl\", \"priv\"]",
        "[\"starts-with\", \"$acl\", \"\"]",
        "{\"AcL\": \"private\"}",
        "[\"StArTs-WiTh\", \"$aCl\", \"priv\"]",
        "[\"starts-with\", \"$acl\", \"priv\"], [\"eq\", \"$acl\", \"private\"]",
        "[\"starts-with\", \"$acl\", \"\"], [\"starts-with\", \"$x-amz-meta-absent\", \"\"]"
    })
    void conditionsThatAFormMeets(String conditions) {
        assertDoesNotThrow(() -> require(conditions, form("key", "k", "acl", "private")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"acl\": \"Private\"} | [\"eq\", \"$acl\", \"Private\"]",
        "{\"ACL\": \"public-read\"} | [\"eq\", \"$ACL\", \"public-read\"]",
        "[\"Eq\", \"$acl\", \"public-read\"] | [\"Eq\", \"$acl\", \"public-read\"]",
        "[\"starts-with\", \"$acl\", \"ivate\"] | [\"starts-with\", \"$acl\", \"ivate\"]",
        "[\"eq\", \"acl\", \"private\"] | [\"eq\", \"acl\", \"private\"]",
        "[\"eq\", \"$absent\", \"\"] | [\"eq\", \"$absent\", \"\"]",
        "[\"starts-with\", \"$absent\", \"a\"] | [\"starts-with\", \"$absent\", \"a\"]",
        "[\"eq\", \"$acl\", \"a\\\"b\"] | [\"eq\", \"$acl\", \"a\\\"b\"]",
        "{\"bucket\": \"other\"} | [\"eq\", \"$bucket\", \"other\"]",
        "[\"content-length-range\", \"test\", \"10\"] | [\"content-length-range\", \"test\", \"10\"]"
    })
    void aConditionThatFailsIsShown(String condition, String shown) {
        denied("Policy Condition failed: " + shown, condition, form("key", "k", "acl", "private"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "image/jpeg | true",
        "image/jpeg,image/png | true",
        "image/jpeg, image/png | true",
        "image/jpeg,text/html | false",
        "text/html,image/png | false",
        ", | false"
    })
    void everyContentTypeInAListMustFit(String contentType, boolean met) {
        FormFields form = form("key", "k", "Content-Type", contentType);
        String condition = "[\"starts-with\", \"$content-type\", \"image/\"]";
        if (met) {
            assertDoesNotThrow(() -> require(condition, form));
        } else {
            denied("Policy Condition failed: [\"starts-with\", \"$content-type\", \"image/\"]", condition, form);
        }
    }

    @Test
    void aFieldWithoutAConditionIsExtra() {
        denied("Extra input fields: x-amz-meta-A, Cache-Control", "{\"acl\": \"private\"}",
                form("key", "k", "acl", "private", "x-amz-meta-A", "1", "Cache-Control", "no-cache"));
    }

    @Test
    void whatNeedsNoCondition() {
        FormFields form = form("key", "k", "policy", "p", "AWSAccessKeyId", "a", "signature", "s", "X-Amz-Signature", "s", "bucket", "z",
                "x-ignore-it", "i", "x-amz-checksum-sha256", "c");
        assertDoesNotThrow(() -> require("", form));
    }

    @Test
    void aPolicyNamesItsBucket() {
        PostPolicy anyBucket = PostPolicy.parse(policy("[\"starts-with\", \"$key\", \"\"]"));
        S3Exception refusal = assertThrows(S3Exception.class, () -> anyBucket.require(form("key", "k"), "b", Forms.SIGNED_AT));
        assertEquals("Invalid according to Policy: Extra input fields: bucket", refusal.getMessage());
    }

    @Test
    void aBucketFieldDoesNotReplaceTheBucketAddressed() {
        PostPolicy forB = PostPolicy.parse(policy(BUCKET_AND_KEY));
        S3Exception refusal = assertThrows(S3Exception.class, () -> forB.require(form("key", "k", "bucket", "b"), "c", Forms.SIGNED_AT));
        assertEquals("Invalid according to Policy: Policy Condition failed: [\"eq\", \"$bucket\", \"b\"]", refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"2015-12-30T11:59:59.999Z, true", "2015-12-30T12:00:00Z, false", "2015-12-30T12:00:01Z, false"})
    void aPolicyExpires(Instant now, boolean valid) {
        PostPolicy policy = PostPolicy.parse(policy(BUCKET_AND_KEY));
        if (valid) {
            assertDoesNotThrow(() -> policy.require(form("key", "k"), "b", now));
        } else {
            S3Exception refusal = assertThrows(S3Exception.class, () -> policy.require(form("key", "k"), "b", now));
            assertEquals("Invalid according to Policy: Policy expired.", refusal.getMessage());
            assertEquals(S3ErrorCode.ACCESS_DENIED, refusal.code());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[\"content-length-range\", 5, 10] | 5 | 10",
        "[\"content-length-range\", \"5\", \"10\"] | 5 | 10",
        "[\"Content-Length-Range\", 0, 0] | 0 | 0",
        "[\"content-length-range\", 5, 10], [\"content-length-range\", 1, 7] | 5 | 7",
        "[\"content-length-range\", 4194304, 1099511627776] | 4194304 | 1099511627776"
    })
    void lengthRanges(String conditions, long min, long max) {
        assertEquals(new ContentLengthRange(min, max), PostPolicy.parse(policy(BUCKET_AND_KEY + ", " + conditions)).lengths());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
        "{\"a\": \"1\", \"b\": \"2\"} | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
        "{\"a\": \"1\", \"a\": \"2\"} | Invalid JSON.",
        "{\"success_action_status\": 201} | Invalid Simple-Condition: value must be a string.",
        "[] | Invalid Condition: missing operation identifier.",
        "[1, 2, 3] | Invalid Condition: missing operation identifier.",
        "[\"matches\", \"$key\", \"k\"] | Invalid Condition: unknown operation 'matches'.",
        "[\"eq\", \"$key\"] | Invalid eq: wrong number of arguments.",
        "[\"starts-with\", \"$key\", \"k\", \"l\"] | Invalid starts-with: wrong number of arguments.",
        "[\"eq\", \"$key\", 5] | Invalid JSON.",
        "\"key\" | Invalid condition test: must be a List or Object.",
        "[\"content-length-range\", 0] | Invalid content-length-range: wrong number of arguments.",
        "[\"content-length-range\", -1, 0] | Invalid content-length-range: -1 is no number of bytes.",
        "[\"content-length-range\", 0, 99999999999999999999] | Invalid content-length-range: 99999999999999999999 is no number of bytes.",
        "[\"content-length-range\", 0, 512.0] | Invalid JSON.",
        "[\"content-length-range\", 0, null] | Invalid JSON."
    })
    void malformedConditionsAreRefused(String condition, String fault) {
        invalid(fault, policy(condition));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"conditions\": []} | Policy missing expiration.",
        "{\"EXPIRATION\": \"2015-12-30T12:00:00Z\", \"conditions\": []} | Unexpected: 'expiration'",
        "{\"expiration\": \"2015-12-30T12:00:00Z\"} | Policy missing conditions.",
        "{\"expiration\": \"2015-12-30T12:00:00Z\", \"CONDITIONS\": []} | Unexpected: 'conditions'",
        "{\"expiration\": \"2015-12-30T12:00:00Z\", \"conditions\": {}} | Invalid 'conditions' value: must be a List.",
        "{\"expiration\": \"2015-12-30 12:00:00\", \"conditions\": []} | Invalid 'expiration' value: '2015-12-30 12:00:00'",
        "{\"expiration\": \"2015-12-30T12:00:00+02:00\", \"conditions\": []} | Invalid 'expiration' value: '2015-12-30T12:00:00+02:00'",
        "{\"expiration\": 1451476800, \"conditions\": []} | Invalid 'expiration' value: '1451476800'",
        "[] | Invalid JSON.",
        "{\"expiration\": | Invalid JSON.",
        "{\"expiration\": \"2015-12-30T12:00:00Z\", \"conditions\": []} {} | Invalid JSON."
    })
    void documentsThatAreNone(String json, String fault) {
        invalid(fault, base64(json));
    }

    @Test
    void whatIsNoBase64() {
        invalid("invalid Base64 encoding.", "{}");
        invalid("Invalid JSON.", "");
    }

    @Test
    void awssOwnLapsesFromJsonAreTaken() {
        PostPolicy policy = PostPolicy.parse(policy("{\"bucket\": \"b\"}, [\"starts-with\", \"\\$key\", \"\\$foo\"],"));
        assertDoesNotThrow(() -> policy.require(form("key", "$foo.txt"), "b", Forms.SIGNED_AT));
    }

    @Test
    void linesOfBase64AreOnePolicy() {
        String policy = policy(BUCKET_AND_KEY);
        String lines = policy.substring(0, 20) + "\r\n" + policy.substring(20);
        assertDoesNotThrow(() -> PostPolicy.parse(lines).require(form("key", "k"), "b", Forms.SIGNED_AT));
    }

    private static void require(String conditions, FormFields form) {
        PostPolicy.parse(policy(BUCKET_AND_KEY + (conditions.isEmpty() ? "" : ", " + conditions))).require(form, "b", Forms.SIGNED_AT);
    }

    private static void denied(String reason, String conditions, FormFields form) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> require(conditions, form));
        assertEquals(S3ErrorCode.ACCESS_DENIED, refusal.code());
        assertEquals("Invalid according to Policy: " + reason, refusal.getMessage());
    }

    private static void invalid(String fault, String policy) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> PostPolicy.parse(policy));
        assertEquals(S3ErrorCode.INVALID_POLICY_DOCUMENT, refusal.code());
        assertEquals("Invalid Policy: " + fault, refusal.getMessage());
    }
}
