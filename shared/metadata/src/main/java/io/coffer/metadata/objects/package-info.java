/** Objects, their versions, and uploads in progress; listings of them. */
@NullMarked
package io.coffer.metadata.objects;

import org.jspecify.annotations.NullMarked;
