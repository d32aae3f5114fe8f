package dev.sila.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON or YAML: maps, collections, strings, numbers, booleans and null;
 * anything else as its own text. Jackson's generators alone do it; its data binding would double
 * the start-up time of a listing.
 */
final class Tree {
    private Tree() {}

    /** The value as one document, without a line's end after it. */
    static String text(@Nullable Object value, Format format) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = generator(text, format)) {
            write(generator, value);
        } catch (IOException failure) {
            throw new UncheckedIOException("A string does not take text.", failure);
        }
        return text.toString().stripTrailing();
    }

    private static JsonGenerator generator(StringWriter text, Format format) throws IOException {
        if (format == Format.YAML) {
            YAMLFactory yaml =
                    YAMLFactory.builder()
                            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                            .disable(YAMLGenerator.Feature.SPLIT_LINES)
                            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                            .build();
            return yaml.createGenerator(text);
        }
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter()
                        .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return new JsonFactory().createGenerator(text).setPrettyPrinter(printer);
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Boolean flag -> generator.writeBoolean(flag);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case Collection<?> many -> {
                generator.writeStartArray();
                for (Object each : many) {
                    write(generator, each);
                }
                generator.writeEndArray();
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    generator.writeFieldName(String.valueOf(each.getKey()));
                    write(generator, each.getValue());
                }
                generator.writeEndObject();
            }
            default -> generator.writeString(value.toString());
        }
    }
}
