package dev.sila.localcloud.traffic.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message without its body.
 *
 * @param startLine the request line or the status line
 * @param fields the header fields in their order
 */
public record HttpHead(String startLine, List<Field> fields) {
    public HttpHead {
        fields = List.copyOf(fields);
    }

    /** A header field; names compare without case. */
    public record Field(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
    }

    /** The members of all fields of that name, as a comma separated list, in small letters. */
    public List<String> tokens(String name) {
        return fields.stream()
                .filter(field -> field.is(name))
                .flatMap(field -> Arrays.stream(field.value().split(",")))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    /** Whether the connection may carry another message after this one, by version and field. */
    public boolean keepsAlive() {
        List<String> connection = tokens("Connection");
        return startLine.contains("HTTP/1.0")
                ? connection.contains("keep-alive")
                : !connection.contains("close");
    }
}
