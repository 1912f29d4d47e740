package io.coffer.protocol.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import com.fasterxml.jackson.dataformat.xml.deser.FromXmlParser;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import org.codehaus.stax2.XMLOutputFactory2;
import org.codehaus.stax2.io.EscapingWriterFactory;

/** Reads and writes S3's documents. Entities and DTDs are off; elements no document declares make a request MalformedXML. */
public final class S3Xml {

    /** The namespace of every S3 document. */
    public static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    /**
     * As S3 writes it, to the byte: clients exist that read documents by pattern. The SDK for JavaScript v2 takes what stands between the
     * first {@code >} of a line and {@code </Location} for a bucket's location.
     */
    private static final byte[] DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.US_ASCII);

    /** More than 10,000 parts with what may be said of each; a longer document is not parsed to its end. */
    private static final long MAX_ELEMENTS = 130_000;
    private static final int MAX_DEPTH = 32;

    private static final XmlMapper MAPPER = mapper();

    private S3Xml() {}

    private static XmlMapper mapper() {
        XMLInputFactory input = new WstxInputFactory();
        input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        input.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        input.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, MAX_ELEMENTS);
        input.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        XMLOutputFactory output = new WstxOutputFactory();
        output.setProperty(XMLOutputFactory2.P_TEXT_ESCAPER, new CharacterReferences());
        return XmlMapper.builder(new XmlFactory(input, output))
                .configure(FromXmlParser.Feature.EMPTY_ELEMENT_AS_NULL, false)
                .configure(FromXmlParser.Feature.PROCESS_XSI_NIL, false)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
                .configure(MapperFeature.USE_STD_BEAN_NAMING, true)
                .defaultUseWrapper(false)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }

    /** The document in UTF-8, with its XML declaration. */
    public static byte[] write(Object document) {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        xml.writeBytes(DECLARATION);
        try {
            MAPPER.writeValue(xml, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return xml.toByteArray();
    }

    /** @throws S3Exception MalformedXML if the bytes are not such a document */
    public static <T> T read(byte[] xml, Class<T> type) {
        try (FromXmlParser parser = (FromXmlParser) MAPPER.createParser(xml)) {
            String root = parser.getStaxReader().getLocalName();
            if (root.equals(type.getAnnotation(JacksonXmlRootElement.class).localName())) {
                T document = MAPPER.readValue(parser, type);
                if (document != null) {
                    return document;
                }
            }
        } catch (IOException e) {
            // falls through to the refusal: what the parser says is of no use to an S3 client
        }
        throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }

    /** What XML 1.0 cannot carry becomes character references, as at S3; clients that cannot read those ask for encoding-type=url. */
    private static final class CharacterReferences implements EscapingWriterFactory {

        private static boolean standsForItself(char c) {
            return switch (c) {
                case '<', '>', '&', 0x7f, 0xfffe, 0xffff -> false;
                case '\t', '\n' -> true;
                default -> c >= 0x20;
            };
        }

        private static String reference(char c) {
            return switch (c) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '&' -> "&amp;";
                default -> "&#x" + Integer.toHexString(c) + ";";
            };
        }

        @Override
        public Writer createEscapingWriterFor(Writer writer, String encoding) {
            return new Writer() {
                @Override
                public void write(char[] text, int offset, int length) throws IOException {
                    int from = offset;
                    for (int i = offset; i < offset + length; i++) {
                        if (!standsForItself(text[i])) {
                            writer.write(text, from, i - from);
                            writer.write(reference(text[i]));
                            from = i + 1;
                        }
                    }
                    writer.write(text, from, offset + length - from);
                }

                @Override
                public void flush() throws IOException {
                    writer.flush();
                }

                @Override
                public void close() {
                    // The generator closes the writer beneath.
                }
            };
        }

        @Override
        public Writer createEscapingWriterFor(OutputStream out, String encoding) {
            return createEscapingWriterFor(new OutputStreamWriter(out, StandardCharsets.UTF_8), encoding);
        }
    }
}
