/** What objects are made of beside blobs: small bytes, lists of parts, and who holds a content that several share. */
package io.coffer.metadata.contents;
