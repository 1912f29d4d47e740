/** Uploads in parts, from their creation to their end, and RestoreObject, which has their route. */
@NullMarked
package io.coffer.multipart;

import org.jspecify.annotations.NullMarked;
