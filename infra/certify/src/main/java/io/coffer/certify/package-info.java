/** Certification: real clients do realistic jobs at an S3 endpoint, and a table says what worked. Behind {@code ./coffer certify}. */
@NullMarked
package io.coffer.certify;

import org.jspecify.annotations.NullMarked;
