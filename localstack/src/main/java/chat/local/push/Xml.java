package chat.local.push;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the elements of an answer. */
final class Xml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  private final XMLStreamWriter writer;

  private Xml(XMLStreamWriter writer) {
    this.writer = writer;
  }

  /** What stands in an element. */
  @FunctionalInterface
  interface Content {
    void writeTo(Xml xml) throws XMLStreamException;
  }

  static String document(String root, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = FACTORY.createXMLStreamWriter(text);
      writer.writeStartElement(root);
      writer.writeDefaultNamespace(NAMESPACE);
      content.writeTo(new Xml(writer));
      writer.writeEndElement();
      writer.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  void element(String name, Content content) throws XMLStreamException {
    writer.writeStartElement(name);
    content.writeTo(this);
    writer.writeEndElement();
  }

  void element(String name, String text) throws XMLStreamException {
    writer.writeStartElement(name);
    String[] lines = text.split("\r", -1);
    writer.writeCharacters(lines[0]);
    for (int next = 1; next < lines.length; next++) {
      writer.writeEntityRef("#xd"); // a reader takes a bare one for a line feed
      writer.writeCharacters(lines[next]);
    }
    writer.writeEndElement();
  }

  void map(String name, Map<String, String> map) throws XMLStreamException {
    writer.writeStartElement(name);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      writer.writeStartElement("entry");
      element("key", entry.getKey());
      element("value", entry.getValue());
      writer.writeEndElement();
    }
    writer.writeEndElement();
  }
}
