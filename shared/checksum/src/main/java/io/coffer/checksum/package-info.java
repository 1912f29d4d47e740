/**
 * The checksums S3 knows, computed while bytes stream past: MD5 for ETags, the ten {@code x-amz-checksum-*} algorithms, and how those of
 * parts become that of a whole.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3 User Guide, Checking
 *     object integrity</a>
 */
@NullMarked
package io.coffer.checksum;

import org.jspecify.annotations.NullMarked;
