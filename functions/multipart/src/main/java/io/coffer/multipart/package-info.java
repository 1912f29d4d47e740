/** The seven multipart operations. */
package io.coffer.multipart;
