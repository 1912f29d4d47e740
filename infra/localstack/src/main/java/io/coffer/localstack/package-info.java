/** An installation in LocalStack: tables, bucket, key and functions there, the gateway's front here. */
package io.coffer.localstack;
