/** The functions of {@code template.yaml}, rendered from what each function says of itself in its {@code function.yaml}. */
package io.coffer.sam;
