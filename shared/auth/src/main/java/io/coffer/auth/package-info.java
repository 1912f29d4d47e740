/**
 * Who sent a request, by AWS Signature Version 4 or 2: the signature in the Authorization header, in the query or in a browser's form, and
 * the signatures inside aws-chunked bodies, which are decoded and verified while they are read. Also how secrets are sealed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">S3 API Reference, Authenticating
 *     requests (AWS Signature Version 4)</a>
 */
@NullMarked
package io.coffer.auth;

import org.jspecify.annotations.NullMarked;
