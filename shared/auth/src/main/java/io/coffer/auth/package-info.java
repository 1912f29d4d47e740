/**
 * Who sent a request, by AWS Signature Version 4: the signature in the Authorization header or in the query, and the signatures inside
 * aws-chunked bodies, which are decoded and verified while they are read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">S3 API Reference, Authenticating
 *     requests (AWS Signature Version 4)</a>
 */
@NullMarked
package io.coffer.auth;

import org.jspecify.annotations.NullMarked;
