/** The certificates of the HTTPS ports. */
@NullMarked
package io.coffer.standalone.tls;

import org.jspecify.annotations.NullMarked;
