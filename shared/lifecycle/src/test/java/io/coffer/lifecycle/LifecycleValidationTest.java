package io.coffer.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.LifecycleConfiguration.Expiration;
import io.coffer.protocol.xml.LifecycleConfiguration.Filter;
import io.coffer.protocol.xml.LifecycleConfiguration.Rule;
import io.coffer.protocol.xml.S3Xml;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleValidationTest {

    private static final String DAYS = "<Expiration><Days>1</Days></Expiration>";
    private static final String ABORT =
            "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>";
    private static final String LONE_MARKER = "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>";

    private static LifecycleConfiguration read(String rules) {
        String xml = "<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>";
        return S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class);
    }

    private static LifecycleConfiguration require(String rules) {
        return LifecycleValidation.require(read(rules));
    }

    private static String rule(String filter, String action) {
        return "<Rule>" + filter + "<Status>Enabled</Status>" + action + "</Rule>";
    }

    private static S3Exception assertRefused(S3ErrorCode code, String rules) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> require(rules), rules);
        assertEquals(code, refusal.code(), rules);
        return refusal;
    }

    private static void assertRefused(S3ErrorCode code, String message, String rules) {
        assertEquals(message, assertRefused(code, rules).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        DAYS, ABORT, LONE_MARKER,
        "<Expiration><Date>2017-09-27T00:00:00Z</Date></Expiration>",
        "<Expiration><Date>2017-09-27</Date></Expiration>",
        "<Expiration><Date>2017-09-27T02:00:00+02:00</Date></Expiration>",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>5</NewerNoncurrentVersions>"
                + "</NoncurrentVersionExpiration>",
        LONE_MARKER + ABORT + "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"
    })
    void takesEveryActionThatIsCarriedOut(String actions) {
        assertEquals(1, require(rule("<Filter/>", actions)).rules().size());
    }

    @Test
    void keepsWhatWasGivenAndWritesDatesInOneForm() {
        Rule kept = require("<Rule><ID>mine</ID><Prefix>a</Prefix><Status>Disabled</Status>"
                + "<Expiration><Date>2017-09-27T02:00:00+02:00</Date></Expiration></Rule>").rules().get(0);

        assertEquals(new Rule("mine", "a", null, "Disabled", null, new Expiration("2017-09-27T00:00:00.000Z", null, null), null, null,
                null), kept);
    }

    @Test
    void makesAnIdWhereNoneWasGiven() {
        List<Rule> rules = require(rule("<Filter/>", DAYS) + rule("<Filter/>", DAYS) + "<Rule><ID/><Filter/><Status>Enabled</Status>"
                + DAYS + "</Rule>").rules();

        assertEquals(3, rules.stream().map(Rule::id).distinct().count());
        assertTrue(rules.stream().allMatch(rule -> rule.id().matches("[A-Za-z0-9]{48}")), rules::toString);
        assertNotEquals(rules.get(0).id(), require(rule("<Filter/>", DAYS)).rules().get(0).id());
    }

    @Test
    void takesAThousandRules() {
        Filter filter = new Filter("p", null, null, null, null);
        Rule rule = new Rule(null, null, filter, "Enabled", null, new Expiration(null, 1, null), null, null, null);

        assertEquals(1000, LifecycleValidation.require(new LifecycleConfiguration(Collections.nCopies(1000, rule))).rules().size());
        for (int count : new int[] {0, 1001}) {
            var configuration = new LifecycleConfiguration(Collections.nCopies(count, rule));
            S3Exception refusal = assertThrows(S3Exception.class, () -> LifecycleValidation.require(configuration));
            assertEquals(S3ErrorCode.MALFORMED_XML, refusal.code());
        }
    }

    @Test
    void aThousandLongRulesFitOneItem() {
        List<Rule> rules = IntStream.range(0, 1000)
                .mapToObj(i -> new Rule("rule-%0250d".formatted(i), null,
                        new Filter("prefix/%01000d/".formatted(i), null, null, null, null), "Enabled", null, new Expiration(null, 1, null),
                        null, null, null))
                .toList();
        KeptLifecycle kept = new KeptLifecycle(new LifecycleConfiguration(rules), "all_storage_classes_128K");

        byte[] written = kept.write();
        assertTrue(written.length < 100_000, () -> written.length + " bytes");
        assertEquals(kept, KeptLifecycle.read(written));
    }

    @Test
    void anEmptyFilterIsKeptAsOne() {
        KeptLifecycle kept = new KeptLifecycle(require(rule("<Filter/>", DAYS)), "all_storage_classes_128K");

        assertEquals(kept, KeptLifecycle.read(kept.write()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "disabled", "invalid", ""})
    void refusesOtherStates(String status) {
        assertRefused(S3ErrorCode.MALFORMED_XML, "<Rule><Filter/><Status>" + status + "</Status>" + DAYS + "</Rule>");
    }

    @Test
    void refusesIdsThatAreTooLongOrNotUnique() {
        String named = "<Rule><ID>%s</ID><Filter/><Status>Enabled</Status>" + DAYS + "</Rule>";

        require(named.formatted("a".repeat(255)));
        assertRefused(S3ErrorCode.INVALID_ARGUMENT, "ID length should not exceed allowed limit of 255", named.formatted("a".repeat(256)));
        assertRefused(S3ErrorCode.INVALID_ARGUMENT, "Rule ID must be unique. Found same ID for more than one rule",
                named.formatted("a") + named.formatted("b") + named.formatted("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<Expiration/>",
        "<Expiration><Days/></Expiration>",
        "<Expiration><Days>1</Days><Date>2017-09-27T00:00:00Z</Date></Expiration>",
        "<Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>",
        "<Expiration><Date>2017-09-27T00:00:00Z</Date><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration>",
        "<Expiration><Date>Fri, 01 Jan 2016 00:00:00 GMT</Date></Expiration>",
        "<Expiration><Date>tomorrow</Date></Expiration>",
        "<Expiration><Date>+999999999-01-01T00:00:00Z</Date></Expiration>",
        "<Expiration><Date>-999999999-01-01T00:00:00Z</Date></Expiration>",
        "<NoncurrentVersionExpiration/>",
        "<NoncurrentVersionExpiration><NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>",
        "<AbortIncompleteMultipartUpload/>",
        "<Transition/>",
        "<Transition><Days>1</Days></Transition>",
        "<Transition><Days>1</Days><Date>2017-09-27T00:00:00Z</Date><StorageClass>GLACIER</StorageClass></Transition>",
        "<NoncurrentVersionTransition><StorageClass>GLACIER</StorageClass></NoncurrentVersionTransition>"
    })
    void refusesActionsThatAreNotWhole(String action) {
        assertRefused(S3ErrorCode.MALFORMED_XML, rule("<Filter/>", action));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<Expiration><Days>0</Days></Expiration> | 'Days' for Expiration action must be a positive integer",
        "<Expiration><Days>-1</Days></Expiration> | 'Days' for Expiration action must be a positive integer",
        "<Expiration><Date>1970-08-22T19:08:21Z</Date></Expiration> | 'Date' must be at midnight GMT",
        "<Expiration><Date>2017-09-27T00:00:00+02:00</Date></Expiration> | 'Date' must be at midnight GMT",
        "<Transition><Date>1970-08-22T19:08:21Z</Date><StorageClass>GLACIER</StorageClass></Transition> | 'Date' must be at midnight GMT",
        "<Transition><Days>-1</Days><StorageClass>GLACIER</StorageClass></Transition>"
                + " | 'Days' in Transition action must be nonnegative",
        "<NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>"
                + " | 'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>0</NewerNoncurrentVersions>"
                + "</NoncurrentVersionExpiration>"
                + " | 'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be a positive integer",
        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>0</DaysAfterInitiation></AbortIncompleteMultipartUpload>"
                + " | 'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer"
    }, quoteCharacter = '"')
    void refusesTimesThatAreNone(String action, String message) {
        assertRefused(S3ErrorCode.INVALID_ARGUMENT, message, rule("<Filter/>", action));
    }

    @Test
    void refusesRulesThatDoNothing() {
        assertRefused(S3ErrorCode.INVALID_REQUEST, "At least one action needs to be specified in a rule", rule("<Filter/>", ""));
    }

    @Test
    void refusesTransitionsByName() {
        assertEquals("The lifecycle action Transition is not implemented", assertRefused(S3ErrorCode.NOT_IMPLEMENTED,
                rule("<Filter/>", DAYS + "<Transition><Days>0</Days><StorageClass>GLACIER</StorageClass></Transition>")).getMessage());
        assertEquals("The lifecycle action NoncurrentVersionTransition is not implemented", assertRefused(S3ErrorCode.NOT_IMPLEMENTED,
                rule("<Filter/>", "<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>GLACIER</StorageClass>"
                        + "</NoncurrentVersionTransition>")).getMessage());
    }

    @Test
    void takesEitherPrefixesOrFilters() {
        String older = rule("<Prefix>a</Prefix>", DAYS);
        String newer = rule("<Filter/>", DAYS);

        assertRefused(S3ErrorCode.MALFORMED_XML, rule("", DAYS));
        assertRefused(S3ErrorCode.MALFORMED_XML, rule("<Prefix>a</Prefix><Filter/>", DAYS));
        assertRefused(S3ErrorCode.INVALID_REQUEST, "Filter element can only be used in Lifecycle V2.", older + newer);
        assertRefused(S3ErrorCode.INVALID_REQUEST,
                "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter.", newer + older);
        assertRefused(S3ErrorCode.INVALID_REQUEST, "NewerNoncurrentVersions element can only be used in Lifecycle V2.",
                rule("<Prefix>a</Prefix>", "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                        + "<NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<And/> | MALFORMED_XML",
        "<And><Prefix>a</Prefix></And> | MALFORMED_XML",
        "<And><Tag><Key>a</Key><Value>1</Value></Tag></And> | MALFORMED_XML",
        "<And><Tag><Key>a</Key></Tag><Tag><Key>a</Key><Value>1</Value></Tag></And> | INVALID_REQUEST",
        "<Tag/> | MALFORMED_XML",
        "<Tag><Key></Key><Value>1</Value></Tag> | INVALID_TAG",
        "<ObjectSizeLessThan>0</ObjectSizeLessThan> | INVALID_REQUEST",
        "<ObjectSizeGreaterThan>-1</ObjectSizeGreaterThan> | INVALID_REQUEST",
        "<ObjectSizeGreaterThan>1099511627776001</ObjectSizeGreaterThan> | INVALID_REQUEST",
        "<And><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan><ObjectSizeLessThan>5</ObjectSizeLessThan></And> | INVALID_REQUEST"
    })
    void refusesFiltersThatMeanNothing(String filter, S3ErrorCode code) {
        assertRefused(code, rule("<Filter>" + filter + "</Filter>", DAYS));
    }

    @Test
    void refusesPrefixesLongerThanAnyKey() {
        require(rule("<Prefix>" + "a".repeat(1024) + "</Prefix>", DAYS));
        assertRefused(S3ErrorCode.INVALID_REQUEST, rule("<Prefix>" + "a".repeat(1025) + "</Prefix>", DAYS));
        assertRefused(S3ErrorCode.INVALID_REQUEST, rule("<Filter><Prefix>" + "\u00e9".repeat(513) + "</Prefix></Filter>", DAYS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        ABORT + " | <Tag><Key>a</Key><Value>1</Value></Tag> | AbortIncompleteMultipartUpload cannot be specified with Tags.",
        ABORT + " | <ObjectSizeGreaterThan>0</ObjectSizeGreaterThan>"
                + " | AbortIncompleteMultipartUpload cannot be specified with Object Size.",
        LONE_MARKER + " | <Tag><Key>a</Key><Value>1</Value></Tag> | ExpiredObjectDeleteMarker cannot be specified with Tags.",
        LONE_MARKER + " | <ObjectSizeLessThan>9</ObjectSizeLessThan> | ExpiredObjectDeleteMarker cannot be specified with Object Size."
    })
    void refusesConditionsOnWhatCannotMeetThem(String action, String filter, String message) {
        assertRefused(S3ErrorCode.INVALID_REQUEST, message, rule("<Filter>" + filter + "</Filter>", action));
    }
}
