package io.coffer.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.coffer.protocol.BulkInputStream;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.ResponseBody.Bytes;
import io.coffer.protocol.ResponseBody.Slice;
import io.coffer.protocol.ResponseBody.Slices;
import io.coffer.protocol.S3Response;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;

/**
 * Writes an answer as the gateway takes it. Bytes go out as Base64 whatever their type, so that nothing is taken for text on the way; they
 * are encoded while they are read, once.
 */
final class GatewayAnswer {

    /** AWS Lambda Developer Guide, Lambda quotas: invocation payload, request and response, synchronous. */
    static final int PAYLOAD_LIMIT = 6_291_556;
    /** For everything of an answer except its body: metadata alone may have 2 KB. */
    private static final int ROOM_FOR_HEADERS = 16 << 10;
    /** The most bytes of a body that fit an answer as Base64. */
    static final int MAX_BODY = (PAYLOAD_LIMIT - ROOM_FOR_HEADERS) / 4 * 3;

    private static final JsonFactory JSON = new JsonFactory();

    private GatewayAnswer() {}

    /**
     * @param head whether the request was a HEAD: the length is told, the body is not sent
     * @throws IOException if the body cannot be read whole: the invocation fails, and the client gets no part of it for the whole
     */
    static void write(S3Response response, boolean head, OutputStream target) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(target)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", response.status());
            json.writeObjectFieldStart("headers");
            for (String name : response.headers().names()) {
                json.writeStringField(name, String.join(", ", response.headers().all(name)));
            }
            if (!(response.body() instanceof ResponseBody.None) && !response.headers().has("content-length")) {
                json.writeStringField("content-length", String.valueOf(response.body().length()));
            }
            json.writeEndObject();
            if (!head && response.body().length() > 0) {
                json.writeBooleanField("isBase64Encoded", true);
                json.writeFieldName("body");
                try (InputStream body = stream(response.body())) {
                    json.writeBinary(body, (int) response.body().length());
                }
            } else {
                json.writeBooleanField("isBase64Encoded", false);
            }
            json.writeEndObject();
        }
    }

    private static InputStream stream(ResponseBody body) {
        return body instanceof Bytes document ? new ByteArrayInputStream(document.bytes()) : new SliceStream(((Slices) body).slices());
    }

    /** Slices one after the other, no more than one open at a time. */
    private static final class SliceStream extends BulkInputStream {

        private final Iterator<Slice> slices;
        private InputStream current = InputStream.nullInputStream();
        private long left;

        SliceStream(Iterator<Slice> slices) {
            this.slices = slices;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (left == 0) {
                if (!slices.hasNext()) {
                    return -1;
                }
                // A function has no files, whose slices would be of the other kind.
                Slice.InStream next = (Slice.InStream) slices.next();
                left = next.length();
                current = next.source().open();
            }
            int count = current.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the blob is shorter than its record says");
            }
            left -= count;
            if (left == 0) {
                current.close();
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }
}
