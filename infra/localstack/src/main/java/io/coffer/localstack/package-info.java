/** An installation in LocalStack: tables, bucket, key and functions there, the gateway's front here. */
@NullMarked
package io.coffer.localstack;

import org.jspecify.annotations.NullMarked;
