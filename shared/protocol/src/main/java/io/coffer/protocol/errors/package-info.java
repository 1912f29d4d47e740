/** What S3 refuses, by code, and how a refusal travels. */
package io.coffer.protocol.errors;
