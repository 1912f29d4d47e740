package io.coffer.protocol.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.protocol.xml.AccessControlPolicy.Grant;
import io.coffer.protocol.xml.AccessControlPolicy.Grantee;
import io.coffer.protocol.xml.AccessControlPolicy.Grants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessControlPolicyTest {

    private static final AccessControlPolicy POLICY = new AccessControlPolicy(
            new Owner("75aa57f0", "owner"),
            new Grants(List.of(new Grant(new Grantee("CanonicalUser", "75aa57f0", "owner", null, null), "FULL_CONTROL"))));

    @Test
    void writesTheTypeUnderS3sPrefix() {
        String xml = new String(S3Xml.write(POLICY), StandardCharsets.UTF_8);
        assertEquals("<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Owner><ID>75aa57f0</ID><DisplayName>owner</DisplayName></Owner><AccessControlList><Grant>"
                        + "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">"
                        + "<ID>75aa57f0</ID><DisplayName>owner</DisplayName></Grantee><Permission>FULL_CONTROL</Permission>"
                        + "</Grant></AccessControlList></AccessControlPolicy>",
                xml.substring(xml.indexOf("?>") + 2).trim());
    }

    @Test
    void readsWhatItWrites() {
        assertEquals(POLICY, S3Xml.read(S3Xml.write(POLICY), AccessControlPolicy.class));
    }

    @Test
    void readsAListWithoutLines() {
        byte[] xml = "<AccessControlPolicy><AccessControlList/></AccessControlPolicy>".getBytes(StandardCharsets.UTF_8);
        AccessControlPolicy read = S3Xml.read(xml, AccessControlPolicy.class);
        assertEquals(null, read.accessControlList().grants());
    }
}
