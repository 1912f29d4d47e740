package io.coffer.protocol.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.protocol.xml.ListVersionsResult.ListedDeleteMarker;
import io.coffer.protocol.xml.ListVersionsResult.ListedVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListVersionsResultTest {

    @Test
    void versionsAndDeleteMarkersStandInOneOrder() {
        ListVersionsResult result = new ListVersionsResult("b", "", "", "", null, null, 1000, null, null, false, List.of(
                version("a"), new ListedDeleteMarker("b", "2", true, "time", null), version("b"), version("c")), List.of());
        String xml = new String(S3Xml.write(result), StandardCharsets.UTF_8);
        assertEquals("<IsTruncated>false</IsTruncated>" + element("a")
                        + "<DeleteMarker><Key>b</Key><VersionId>2</VersionId><IsLatest>true</IsLatest><LastModified>time</LastModified>"
                        + "</DeleteMarker>" + element("b") + element("c") + "</ListVersionsResult>",
                xml.substring(xml.indexOf("<IsTruncated>")).trim());
    }

    private static ListedVersion version(String key) {
        return new ListedVersion(key, "1", false, "time", "etag", null, null, 5, "STANDARD", null);
    }

    private static String element(String key) {
        return "<Version><Key>" + key + "</Key><VersionId>1</VersionId><IsLatest>false</IsLatest><LastModified>time</LastModified>"
                + "<ETag>etag</ETag><Size>5</Size><StorageClass>STANDARD</StorageClass></Version>";
    }
}
