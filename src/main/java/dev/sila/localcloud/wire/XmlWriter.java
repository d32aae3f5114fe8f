package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Writes response objects as the XML of the query protocols. */
final class XmlWriter {
    private final StringBuilder text =
            new StringBuilder(1024).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /** What comes before the text: fragments go into answer after answer without being copied. */
    private final List<Content> before = new ArrayList<>();

    private final Fragments fragments;
    private final boolean attributes;

    /** A writer of a short document of elements alone. */
    XmlWriter() {
        this(new Fragments());
    }

    /**
     * A writer of elements alone.
     *
     * @param fragments what was written before
     */
    XmlWriter(Fragments fragments) {
        this(fragments, false);
    }

    /**
     * @param attributes whether members may be attributes, which takes a look at each
     */
    XmlWriter(boolean attributes) {
        this(new Fragments(), attributes);
    }

    private XmlWriter(Fragments fragments, boolean attributes) {
        this.fragments = fragments;
        this.attributes = attributes;
    }

    /** The document by which query and REST-XML services refuse. */
    static String error(String namespace, AwsFailure failure, String requestId) {
        return new XmlWriter()
                .open("ErrorResponse xmlns=\"" + namespace + "\"")
                .open("Error")
                .element("Type", failure.status() < 500 ? "Sender" : "Receiver")
                .element("Code", failure.code())
                .element("Message", String.valueOf(failure.getMessage()))
                .close("Error")
                .element("RequestId", requestId)
                .close("ErrorResponse")
                .toString();
    }

    /** Opens an element; the name may carry attributes. */
    XmlWriter open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    XmlWriter close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    XmlWriter text(String content) {
        escape(content);
        return this;
    }

    /** An element that holds text. */
    XmlWriter element(String name, String content) {
        open(name);
        escape(content);
        return close(name);
    }

    /** The fields of a structure, one element each; what is not set is left out. */
    XmlWriter fields(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (field.location() == MarshallLocation.PAYLOAD
                    && !(attributes && isAttribute(field))
                    && value != null
                    && !(value instanceof SdkAutoConstructList)
                    && !(value instanceof SdkAutoConstructMap)) {
                value(field.unmarshallLocationName(), field, value);
            }
        }
        return this;
    }

    /** All that was written, in UTF-8 and in one piece: many small ones are slow to send. */
    byte[] bytes() {
        flush();
        return Content.joined(before).bytes();
    }

    /** All that was written, for short documents. */
    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private void flush() {
        if (!text.isEmpty()) {
            before.add(Content.of(text.toString().getBytes(StandardCharsets.UTF_8)));
            text.setLength(0);
        }
    }

    private void value(String name, SdkField<?> field, Object value) {
        switch (value) {
            case SdkPojo pojo ->
                    open(attributes ? name + attributes(pojo) : name).structure(pojo).close(name);
            case List<?> list -> list(name, field, list);
            case Map<?, ?> map -> map(name, field, map);
            default -> element(name, Scalar.format(field, value));
        }
    }

    private XmlWriter structure(SdkPojo pojo) {
        if (!Fragments.worthwhile(pojo)) {
            return fields(pojo);
        }
        flush();
        Content known = fragments.of(pojo);
        if (known != null) {
            before.add(known);
            return this;
        }
        int start = before.size();
        fields(pojo);
        flush();
        fragments.written(pojo, before.subList(start, before.size()));
        return this;
    }

    private static boolean isAttribute(SdkField<?> field) {
        return field.containsTrait(XmlAttributeTrait.class, TraitType.XML_ATTRIBUTE_TRAIT);
    }

    /** The only one there is: the kind of a grantee of S3, whose values are words. */
    private static String attributes(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .filter(field -> isAttribute(field) && field.getValueOrDefault(pojo) != null)
                .map(field ->
                        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" %s=\"%s\""
                                .formatted(
                                        field.unmarshallLocationName(),
                                        field.getValueOrDefault(pojo)))
                .collect(Collectors.joining());
    }

    private void list(String name, SdkField<?> field, List<?> values) {
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        String member =
                trait.isFlattened()
                        ? name
                        : Optional.ofNullable(trait.memberLocationName()).orElse("member");
        if (!trait.isFlattened()) {
            open(name);
        }
        values.forEach(each -> value(member, trait.memberFieldInfo(), each));
        if (!trait.isFlattened()) {
            close(name);
        }
    }

    private void map(String name, SdkField<?> field, Map<?, ?> values) {
        MapTrait trait = field.getRequiredTrait(MapTrait.class);
        String entry = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            open(name);
        }
        values.forEach((key, each) -> {
            open(entry).element(trait.keyLocationName(), key.toString());
            value(trait.valueLocationName(), trait.valueFieldInfo(), each);
            close(entry);
        });
        if (!trait.isFlattened()) {
            close(name);
        }
    }

    private void escape(String content) {
        for (int i = 0; i < content.length(); i++) {
            char letter = content.charAt(i);
            switch (letter) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#xD;"); // a parser would read a bare one as a line feed
                default -> text.append(letter);
            }
        }
    }
}
