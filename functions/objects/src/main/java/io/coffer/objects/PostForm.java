package io.coffer.objects;

import io.coffer.protocol.BulkInputStream;
import io.coffer.protocol.FormFields;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * A browser's form, read up to the first byte of its file.
 *
 * @param fields the fields before the file, with the file's name filled in; fields after the file are ignored
 * @param file the file's bytes as they come; reading blocks, and ends once the whole body was received. Throws S3Exception
 *     MalformedPOSTRequest if the form ends before the file does, and what the body throws
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">S3 API Reference, POST Object</a>
 */
record PostForm(FormFields fields, InputStream file) {

    /** S3 API Reference, HTML forms: the form without the contents of its file. */
    static final int MAX_BYTES = 20 * 1024;

    private static final String FILE = "file";
    private static final String FILE_NAME_VARIABLE = "${filename}";
    private static final int BUFFER = 64 * 1024;
    /** RFC 2046, 5.1.1. */
    private static final int MAX_BOUNDARY = 70;
    /** What stands around a boundary: a line end and two dashes before it, a line end after it. */
    private static final int DELIMITER_BYTES = 6;

    /**
     * @param contentType the request's, null for none
     * @throws S3Exception PreconditionFailed if the body is no form, MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument
     *     if there is no file
     */
    static PostForm read(@Nullable String contentType, InputStream body) throws IOException {
        byte[] boundary = boundary(contentType);
        FormBody bounded = new FormBody(body, MAX_BYTES + BUFFER);
        try {
            MultipartInput parts = MultipartInput.builder()
                    .setInputStream(bounded)
                    .setBoundary(boundary)
                    .setBufferSize(BUFFER)
                    .setMaxPartHeaderSize(MAX_BYTES)
                    .get();
            // Byte for byte: what is UTF-8 and what is not is decided below.
            parts.setHeaderCharset(StandardCharsets.ISO_8859_1);
            if (!parts.skipPreamble()) {
                throw malformed();
            }
            return read(parts, boundary.length + DELIMITER_BYTES, bounded);
        } catch (FileUploadSizeException e) {
            throw tooLarge();
        } catch (FileUploadException e) {
            throw malformed();
        }
    }

    private static PostForm read(MultipartInput parts, int delimiterLength, FormBody body) throws IOException {
        FormFields fields = new FormFields();
        int room = MAX_BYTES;
        do {
            String headers = parts.readHeaders();
            Map<String, String> disposition = disposition(headers);
            String name = disposition.get("name");
            room -= delimiterLength + headers.length();
            if (name == null || room < 0) {
                throw name == null ? malformed() : tooLarge();
            }
            if (name.equalsIgnoreCase(FILE)) {
                body.lift();
                return new PostForm(named(fields, disposition), new FileStream(parts.newInputStream(), body));
            }
            byte[] value = parts.newInputStream().readNBytes(room + 1);
            room -= value.length;
            if (room < 0) {
                throw tooLarge();
            }
            fields.add(parameter(name), utf8(value));
        } while (parts.readBoundary());
        throw S3Exception.invalidArgument(FILE, "0", "POST requires exactly one file upload per request.");
    }

    private static byte[] boundary(@Nullable String contentType) {
        Map<String, String> parameters = parameters(contentType == null ? "" : contentType);
        if (!parameters.containsKey("multipart/form-data")) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
                    .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        String boundary = parameters.get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw malformed();
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The parameters of a part's Content-Disposition, which must be {@code form-data}: no others are fields. */
    private static Map<String, String> disposition(String headers) {
        String unfolded = headers.replaceAll("\r\n[ \t]+", " ");
        for (String line : unfolded.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).trim().equalsIgnoreCase("Content-Disposition")) {
                Map<String, String> parameters = parameters(line.substring(colon + 1));
                if (parameters.containsKey("form-data")) {
                    return parameters;
                }
            }
        }
        throw malformed();
    }

    /** Names in lower case; an empty value is null, and so is that of the header's own value, which stands as a name. */
    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        try {
            return parser.parse(header, ';');
        } catch (IllegalArgumentException e) {
            // RFC 2047's encoded words, which forms do not have, are decoded there too.
            throw malformed();
        }
    }

    /**
     * Fills in the file's name: of a path what follows its last slash of either kind, nothing if it is empty. Where the file has no name
     * S3 leaves the variable as it stands.
     */
    private static FormFields named(FormFields fields, Map<String, String> disposition) {
        if (!disposition.containsKey("filename")) {
            return fields;
        }
        String whole = parameter(Objects.requireNonNullElse(disposition.get("filename"), ""));
        String name = whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
        return fields.map(value -> value.replace(FILE_NAME_VARIABLE, name));
    }

    /** A parameter in its charset; what the parser has decoded, from forms of parameters that browsers do not send, is left as it is. */
    private static String parameter(String bytes) {
        return bytes.chars().allMatch(c -> c <= 0xff) ? utf8(bytes.getBytes(StandardCharsets.ISO_8859_1)) : bytes;
    }

    /** S3 API Reference, HTML forms: the form must be UTF-8 encoded. */
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST);
    }

    private static S3Exception tooLarge() {
        return new S3Exception(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED).with("MaxPostPreDataLengthBytes", MAX_BYTES);
    }

    /** The body, of which no more than the form's own bytes are read while its file has not begun. */
    private static final class FormBody extends BulkInputStream {

        private final InputStream body;
        private long room;

        FormBody(InputStream body, long room) {
            this.body = body;
            this.room = room;
        }

        /** The file begins: there may be as much of it as there is. */
        void lift() {
            room = Long.MAX_VALUE;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (room <= 0) {
                throw tooLarge();
            }
            int read = body.read(bytes, offset, (int) Math.min(length, room));
            room -= Math.max(read, 0);
            return read;
        }
    }

    /** The file's part. Its last byte is followed by the rest of the body, which verifies itself at its end. */
    private static final class FileStream extends BulkInputStream {

        private final InputStream part;
        private final InputStream body;
        private boolean ended;

        FileStream(InputStream part, InputStream body) {
            this.part = part;
            this.body = body;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = ended ? -1 : part.read(bytes, offset, length);
            } catch (FileUploadException e) {
                throw malformed();
            }
            if (read < 0 && !ended) {
                ended = true;
                body.transferTo(OutputStream.nullOutputStream());
            }
            return read;
        }
    }
}
