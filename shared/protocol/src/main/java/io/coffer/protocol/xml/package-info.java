/** The XML documents of S3's requests and answers as records, and the one place that reads and writes them. */
package io.coffer.protocol.xml;
