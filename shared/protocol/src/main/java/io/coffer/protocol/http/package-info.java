/** What S3 takes from HTTP: headers and dates. */
package io.coffer.protocol.http;
