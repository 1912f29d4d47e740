/**
 * The query APIs of IAM and STS, by which accounts manage their users, access keys and what these may do: one class per action under AWS's
 * name, and their function.
 */
@NullMarked
package io.coffer.keys;

import org.jspecify.annotations.NullMarked;
