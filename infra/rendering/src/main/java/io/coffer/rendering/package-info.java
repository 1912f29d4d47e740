/** Files that follow from others: the functions of {@code template.yaml}, and the classes that native images reflect on. */
@NullMarked
package io.coffer.rendering;

import org.jspecify.annotations.NullMarked;
