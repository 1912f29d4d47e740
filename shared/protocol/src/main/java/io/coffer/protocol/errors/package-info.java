/** What S3 refuses, by code, and how a refusal travels. */
@NullMarked
package io.coffer.protocol.errors;

import org.jspecify.annotations.NullMarked;
