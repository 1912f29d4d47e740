/**
 * For tests: local stand-ins for DynamoDB, S3 and KMS, taps that record and count what they are asked, and the permissions that a
 * {@code function.yaml} grants.
 */
@NullMarked
package io.coffer.testkit;

import org.jspecify.annotations.NullMarked;
