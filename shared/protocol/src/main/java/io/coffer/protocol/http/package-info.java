/** What S3 takes from HTTP: headers and dates. */
@NullMarked
package io.coffer.protocol.http;

import org.jspecify.annotations.NullMarked;
