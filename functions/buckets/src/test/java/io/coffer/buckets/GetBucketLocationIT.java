package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.S3ClientTest;
import org.junit.jupiter.api.Test;

final class GetBucketLocationIT extends S3ClientTest {

    @Test
    void theLocationOfUsEast1IsWrittenAsNothing() {
        String bucket = bucket();
        assertEquals("", s3.getBucketLocation(r -> r.bucket(bucket)).locationConstraintAsString());
    }

    /** The SDK for JavaScript v2 looks for the location by a pattern, to whose {@code .} a line's end is none. */
    @Test
    void theLocationOfUsEast1IsAnEmptyElementOnALineOfItsOwn() {
        String body = raw("GET", "/" + bucket() + "?location").signed().send().body();
        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>", body);
    }
}
