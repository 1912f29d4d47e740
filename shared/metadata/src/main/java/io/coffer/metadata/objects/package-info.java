/** Objects, their versions, and uploads in progress; listings of them. */
package io.coffer.metadata.objects;
