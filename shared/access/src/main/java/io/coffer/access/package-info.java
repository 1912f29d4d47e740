/**
 * What grants access to buckets and objects: access control lists and policies. Pure decisions: who is asking, what for, and under which
 * circumstances is the caller's to say.
 */
@NullMarked
package io.coffer.access;

import org.jspecify.annotations.NullMarked;
