package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Plan;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class AuthorizationDetailsTest {

    private static String keyOf(Installation installation, String form) {
        Matcher id = Pattern.compile("<AccessKeyId>(\\w+)</AccessKeyId>").matcher(installation.call(form));
        assertTrue(id.find());
        return id.group(1);
    }

    @Test
    void usersHaveTheirPoliciesAndKeysAndTheRootItsOwnOnTheFirstPage() throws IOException {
        try (OrderedTables tables = new MemoryTables()) {
            Installation installation = new Installation(tables);
            installation.stores.accounts().create(Installation.ACCOUNT, "ours", Plan.PRO);
            installation.call("Action=CreateUser&UserName=anna");
            installation.call("Action=CreateUser&UserName=bert");
            installation.call("Action=PutUserPolicy&UserName=anna&PolicyName=all&PolicyDocument="
                    + "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}");
            String annas = keyOf(installation, "Action=CreateAccessKey&UserName=anna");
            String roots = keyOf(installation, "Action=CreateAccessKey");

            String first = installation.call("Action=GetAccountAuthorizationDetails&MaxItems=1");
            assertTrue(first.contains("<UserPolicyList><member><PolicyName>all</PolicyName><PolicyDocument>%7B%22Statement%22"), first);
            assertTrue(first.contains("<AccessKeys><member><UserName>anna</UserName><AccessKeyId>" + annas), first);
            assertTrue(first.contains("<RootAccessKeys><member><AccessKeyId>" + roots), first);
            assertTrue(first.contains("<IsTruncated>true</IsTruncated><Marker>anna</Marker>"), first);

            String second = installation.call("Action=GetAccountAuthorizationDetails&Marker=anna");
            assertEquals(1, second.split("<UserName>", -1).length - 1, second);
            assertTrue(second.contains("<UserName>bert</UserName>"), second);
            assertFalse(second.contains("RootAccessKeys"), second);
            assertTrue(second.contains("<IsTruncated>false</IsTruncated>"), second);
        }
    }
}
