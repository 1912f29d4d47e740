/**
 * What grants access to buckets and objects: access control lists and policies. Pure decisions: who is asking, what for, and under which
 * circumstances is the caller's to say.
 */
package io.coffer.access;
