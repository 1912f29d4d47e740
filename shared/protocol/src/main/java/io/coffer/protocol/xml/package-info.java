/** The XML documents of S3's requests and answers as records, and the one place that reads and writes them. */
@NullMarked
package io.coffer.protocol.xml;

import org.jspecify.annotations.NullMarked;
