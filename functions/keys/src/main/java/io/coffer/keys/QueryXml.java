package io.coffer.keys;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the documents of query APIs. */
final class QueryXml {

    private static final XMLOutputFactory FACTORY = new WstxOutputFactory();

    private QueryXml() {}

    /** @param namespace of the root and of all that is in it */
    static byte[] write(String root, String namespace, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writer.writeStartElement(root);
            writer.writeDefaultNamespace(namespace);
            write(writer, fields);
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(XMLStreamWriter writer, Fields fields) throws XMLStreamException {
        for (Map.Entry<String, Object> element : fields.elements().entrySet()) {
            writer.writeStartElement(element.getKey());
            if (element.getValue() instanceof List<?> members) {
                for (Object member : members) {
                    writer.writeStartElement("member");
                    writeContent(writer, member);
                    writer.writeEndElement();
                }
            } else {
                writeContent(writer, element.getValue());
            }
            writer.writeEndElement();
        }
    }

    private static void writeContent(XMLStreamWriter writer, Object content) throws XMLStreamException {
        if (content instanceof Fields fields) {
            write(writer, fields);
        } else {
            writer.writeCharacters((String) content);
        }
    }
}
