package dev.sila.localcloud.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query string: values by name, an empty one where there is only a name.
 *
 * @param values in the order in which they came
 */
record QueryString(Map<String, List<String>> values) {
    /**
     * @throws IllegalArgumentException for a wrong percent-encoding
     */
    static QueryString parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                values.computeIfAbsent(name, made -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new QueryString(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value of each name. */
    Map<String, String> first() {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().getFirst()));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
