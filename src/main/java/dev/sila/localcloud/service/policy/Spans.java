package dev.sila.localcloud.service.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Finds where the statements of a document begin and end. */
final class Spans {
    private static final JsonFactory JSON = new JsonFactory();

    private Spans() {}

    /** The span of each statement, in order; a statement that is no object is left out. */
    static List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean statement = parser.currentName().equals("Statement");
                JsonToken value = parser.nextToken();
                if (statement && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        add(parser, spans);
                    }
                } else if (statement) {
                    add(parser, spans);
                } else {
                    parser.skipChildren();
                }
            }
            return spans;
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text that is JSON could not be read", impossible);
        }
    }

    private static void add(JsonParser parser, List<Span> spans) throws IOException {
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        JsonLocation start = parser.currentTokenLocation();
        parser.skipChildren();
        JsonLocation end = parser.currentLocation();
        if (object) {
            spans.add(
                    new Span(
                            start.getLineNr(),
                            start.getColumnNr(),
                            end.getLineNr(),
                            end.getColumnNr()));
        }
    }
}
