/** Files of the repository that follow from others: the functions of {@code template.yaml}, and the classes that native images reflect on. */
package io.coffer.rendering;
