/** The seven multipart operations. */
@NullMarked
package io.coffer.multipart;

import org.jspecify.annotations.NullMarked;
