/** What objects are made of beside blobs: small bytes, lists of parts, and who holds a content that several share. */
@NullMarked
package io.coffer.metadata.contents;

import org.jspecify.annotations.NullMarked;
