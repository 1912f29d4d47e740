package io.coffer.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleRulesTest {

    private static final Instant CREATED = Instant.parse("2014-01-15T10:30:00Z");
    private static final Instant DAY_1 = Instant.parse("2014-01-17T00:00:00Z");
    private static final Instant DAY_2 = Instant.parse("2014-01-18T00:00:00Z");

    private static LifecycleRules rules(String... rules) {
        String xml = "<LifecycleConfiguration>" + String.join("", rules) + "</LifecycleConfiguration>";
        LifecycleConfiguration read = S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class);
        return LifecycleRules.of(LifecycleValidation.require(read), LifecycleDay.CALENDAR);
    }

    private static String rule(String id, String filter, String action) {
        return "<Rule><ID>" + id + "</ID>" + filter + "<Status>Enabled</Status>" + action + "</Rule>";
    }

    private static String expiration(String what) {
        return "<Expiration>" + what + "</Expiration>";
    }

    private static String days(int days) {
        return expiration("<Days>" + days + "</Days>");
    }

    private static Candidate object(String key, long size, Map<String, String> tags) {
        return new Candidate(key, size, tags, CREATED);
    }

    private static Candidate object(String key) {
        return object(key, 1, Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<Filter/> | true",
        "<Prefix></Prefix> | true",
        "<Prefix>logs/</Prefix> | true",
        "<Prefix>log/</Prefix> | false",
        "<Filter><Prefix>logs/</Prefix></Filter> | true",
        "<Filter><Prefix>Logs/</Prefix></Filter> | false",
        "<Filter><Tag><Key>a</Key><Value>1</Value></Tag></Filter> | true",
        "<Filter><Tag><Key>a</Key><Value>2</Value></Tag></Filter> | false",
        "<Filter><Tag><Key>empty</Key></Tag></Filter> | true",
        "<Filter><Tag><Key>a</Key></Tag></Filter> | false",
        "<Filter><Tag><Key>absent</Key></Tag></Filter> | false",
        "<Filter><ObjectSizeGreaterThan>99</ObjectSizeGreaterThan></Filter> | true",
        "<Filter><ObjectSizeGreaterThan>100</ObjectSizeGreaterThan></Filter> | false",
        "<Filter><ObjectSizeLessThan>101</ObjectSizeLessThan></Filter> | true",
        "<Filter><ObjectSizeLessThan>100</ObjectSizeLessThan></Filter> | false",
        "<Filter><And><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>1</Value></Tag></And></Filter> | true",
        "<Filter><And><Prefix>x</Prefix><Tag><Key>a</Key><Value>1</Value></Tag></And></Filter> | false",
        "<Filter><And><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>9</Value></Tag></And></Filter> | false",
        "<Filter><And><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag></And></Filter> | true",
        "<Filter><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>1</Value></Tag></Filter> | true",
        "<Filter><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>2</Value></Tag></Filter> | false",
        "<Filter><Prefix>l</Prefix><And><Prefix>logs/b</Prefix><Tag><Key>a</Key><Value>1</Value></Tag></And></Filter> | false"
    })
    void anObjectExpiresWhereItMeetsEveryConditionOfTheFilter(String filter, boolean matches) {
        Candidate object = object("logs/a", 100, Map.of("a", "1", "b", "2", "empty", ""));

        assertEquals(matches, rules(rule("r", filter, days(1))).expiration(object).isPresent());
    }

    @Test
    void theRuleThatIsDueFirstCountsAndOfSeveralTheFirst() {
        LifecycleRules rules = rules(
                rule("late", "<Filter/>", days(2)),
                rule("early", "<Filter><Prefix>a</Prefix></Filter>", days(1)),
                rule("as early", "<Filter><Prefix>aa</Prefix></Filter>", days(1)));

        assertEquals(Optional.of(new Due(DAY_1, "early")), rules.expiration(object("aaa")));
        assertEquals(Optional.of(new Due(DAY_2, "late")), rules.expiration(object("b")));
    }

    @Test
    void aDateCountsForObjectsOfAnyAge() {
        LifecycleRules rules = rules(rule("r", "<Filter/>", expiration("<Date>2013-01-01T00:00:00Z</Date>")));

        Due due = rules.expiration(object("a")).orElseThrow();
        assertEquals(Instant.parse("2013-01-01T00:00:00Z"), due.at());
        assertTrue(due.isDue(CREATED));
    }

    @Test
    void aDueTimeIsPartOfWhatIsDue() {
        Due due = new Due(DAY_1, "r");

        assertTrue(due.isDue(DAY_1));
        assertFalse(due.isDue(DAY_1.minusMillis(1)));
    }

    @Test
    void disabledRulesDoNothing() {
        LifecycleRules rules = rules("<Rule><Filter/><Status>Disabled</Status>" + days(1) + "</Rule>");

        assertEquals(Optional.empty(), rules.expiration(object("a")));
        assertEquals(List.of(), rules.expirationPrefixes());
    }

    @Test
    void rulesForOtherThingsLeaveObjectsAlone() {
        LifecycleRules rules = rules(
                rule("a", "<Filter/>", "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"),
                rule("b", "<Filter/>",
                        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>"),
                rule("c", "<Filter/>", expiration("<ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker>")));

        assertEquals(Optional.empty(), rules.expiration(object("a")));
        assertEquals(List.of(), rules.expirationPrefixes());
    }

    @Test
    void noncurrentVersionsGoAfterTheirDaysButTheNewerOnesStay() {
        LifecycleRules rules = rules(rule("r", "<Filter/>", "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                + "<NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>"));

        assertEquals(Optional.empty(), rules.noncurrentExpiration(object("a"), 1));
        assertEquals(Optional.of(new Due(DAY_1, "r")), rules.noncurrentExpiration(object("a"), 2));
    }

    @Test
    void loneDeleteMarkersGoAtOnceOrWithTheDaysOfAnExpiration() {
        assertEquals(Optional.of(new Due(CREATED, "r")),
                rules(rule("r", "<Filter/>", expiration("<ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker>")))
                        .deleteMarkerExpiration("a", CREATED));
        assertEquals(Optional.of(new Due(DAY_1, "r")), rules(rule("r", "<Filter/>", days(1))).deleteMarkerExpiration("a", CREATED));
        for (String rule : List.of(
                rule("r", "<Filter/>", expiration("<ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker>")),
                rule("r", "<Filter/>", expiration("<Date>2013-01-01T00:00:00Z</Date>")),
                rule("r", "<Filter><Tag><Key>a</Key><Value>1</Value></Tag></Filter>", days(1)),
                rule("r", "<Filter><Prefix>b</Prefix></Filter>", days(1)))) {
            assertEquals(Optional.empty(), rules(rule).deleteMarkerExpiration("a", CREATED), rule);
        }
    }

    @Test
    void uploadsAreAbortedByKeyAndAge() {
        LifecycleRules rules = rules(rule("r", "<Filter><Prefix>a/</Prefix></Filter>",
                "<AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation></AbortIncompleteMultipartUpload>"));

        assertEquals(Optional.of(new Due(DAY_2, "r")), rules.abort("a/b", CREATED));
        assertEquals(Optional.empty(), rules.abort("b", CREATED));
    }

    @Test
    void prefixesWithinAnotherAreNotWalkedTwice() {
        LifecycleRules rules = rules(
                rule("1", "<Filter><Prefix>b/c</Prefix></Filter>", days(1)),
                rule("2", "<Filter><Prefix>a/</Prefix></Filter>", days(1)),
                rule("3", "<Filter><Prefix>b</Prefix></Filter>", days(1)),
                rule("4", "<Filter><Prefix>b</Prefix></Filter>", days(2)),
                rule("5", "<Filter><Prefix>c</Prefix></Filter>",
                        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation></AbortIncompleteMultipartUpload>"));

        assertEquals(List.of("a/", "b"), rules.expirationPrefixes());
        assertEquals(List.of("c"), rules.uploadPrefixes());
        assertEquals(List.of(""), rules(rule("1", "<Filter/>", days(1)), rule("2", "<Filter><Prefix>a</Prefix></Filter>", days(1)))
                .expirationPrefixes());
    }

    @Test
    void aShorterDayCounts() {
        String xml = "<LifecycleConfiguration>" + rule("r", "<Filter/>", days(2)) + "</LifecycleConfiguration>";
        LifecycleRules rules = LifecycleRules.of(
                S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class), new LifecycleDay(Duration.ofSeconds(1)));

        assertEquals(CREATED.plusSeconds(2), rules.expiration(object("a")).orElseThrow().at());
    }
}
