package io.coffer.protocol;

import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.S3Xml;
import org.jspecify.annotations.Nullable;

/** An answer: status, headers and body. The pipeline adds the headers every response has (request ids, date, server). */
public record S3Response(int status, S3Headers headers, ResponseBody body) {

    public static S3Response of(int status) {
        return new S3Response(status, new S3Headers(), ResponseBody.NONE);
    }

    public static S3Response ok() {
        return of(200);
    }

    public static S3Response noContent() {
        return of(204);
    }

    /** A 200 with an XML document as its body. */
    public static S3Response xml(Object document) {
        return document(S3Xml.write(document));
    }

    /** A 200 with an XML document that is written already. */
    public static S3Response document(byte[] xml) {
        return new S3Response(200, new S3Headers().set("Content-Type", "application/xml"), new ResponseBody.Bytes(xml));
    }

    public S3Response with(String header, @Nullable String value) {
        headers.setIfPresent(header, value);
        return this;
    }

    public S3Response withBody(ResponseBody replacement) {
        return new S3Response(status, headers, replacement);
    }
}
