package io.coffer.contentid;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The header of a CAR archive: a map in DAG-CBOR of a version and a list of roots.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">IPLD, CAR specification, version 1</a>
 */
final class CarHeader {

    private static final int VERSION = 1;
    /** The tag of CBOR that DAG-CBOR gives content ids. */
    private static final int LINK = 42;

    private CarHeader() {}

    /**
     * The root of the archive.
     *
     * @throws InvalidArchiveException for what is no header, for another version than 1, and for any number of roots except one
     */
    static Cid root(byte[] header) {
        @Nullable Cid root = null;
        int version = 0;
        int roots = 0;
        try (CBORParser parser = new CBORFactory().createParser(header)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("version")) {
                    require(value == JsonToken.VALUE_NUMBER_INT);
                    version = parser.getIntValue();
                } else {
                    require(name.equals("roots") && value == JsonToken.START_ARRAY);
                    while (parser.nextToken() == JsonToken.VALUE_EMBEDDED_OBJECT) {
                        require(parser.getCurrentTag() == LINK);
                        root = cid(parser.getBinaryValue());
                        roots++;
                    }
                    require(parser.currentToken() == JsonToken.END_ARRAY);
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT);
        } catch (IOException e) {
            throw noHeader();
        }
        if (version != VERSION) {
            throw new InvalidArchiveException("The CAR archive has version " + version + ". Version 1 is supported.");
        }
        if (root == null || roots != 1) {
            throw new InvalidArchiveException("The CAR archive has " + roots + " roots. It must have one.");
        }
        return root;
    }

    /** DAG-CBOR writes a zero before a content id. */
    private static Cid cid(byte[] link) {
        CidReader reader = new CidReader();
        int at = 1;
        require(link.length > 1 && link[0] == 0);
        while (at < link.length && !reader.add(link[at])) {
            at++;
        }
        require(at == link.length - 1);
        return reader.cid();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw noHeader();
        }
    }

    private static InvalidArchiveException noHeader() {
        return new InvalidArchiveException("The body is no CAR archive: its header cannot be read.");
    }
}
