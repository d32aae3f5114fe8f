package dev.sila.localcloud.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML document, without its namespaces.
 *
 * @param attributes with their prefixes, such as {@code xsi:type}
 * @param text what stands directly in it
 */
record XmlNode(
        String name, Map<String, String> attributes, List<XmlNode> children, StringBuilder text) {
    /**
     * The root of a document. Document types are refused, and with them all entities of their own.
     *
     * @throws XMLStreamException if it is not well-formed
     */
    static XmlNode parse(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
        Deque<XmlNode> open = new ArrayDeque<>();
        XmlNode outermost = new XmlNode("", Map.of(), new ArrayList<>(), new StringBuilder());
        open.push(outermost);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlNode node = start(reader);
                    open.element().children().add(node);
                    open.push(node);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element().text().append(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("document types are not allowed");
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return outermost.children().getFirst();
    }

    private static XmlNode start(XMLStreamReader reader) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = Optional.ofNullable(reader.getAttributePrefix(i)).orElse("");
            String local = reader.getAttributeLocalName(i);
            attributes.put(
                    prefix.isEmpty() ? local : prefix + ":" + local, reader.getAttributeValue(i));
        }
        return new XmlNode(
                reader.getLocalName(), attributes, new ArrayList<>(), new StringBuilder());
    }

    /** The children of that name. */
    List<XmlNode> all(String child) {
        return children.stream().filter(each -> each.name().equals(child)).toList();
    }

    Optional<XmlNode> first(String child) {
        return children.stream().filter(each -> each.name().equals(child)).findFirst();
    }
}
