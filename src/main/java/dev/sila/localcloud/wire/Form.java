package dev.sila.localcloud.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query request as a tree: {@code Filter.1.Value.2=x} is the value of {@code
 * Filter → 1 → Value → 2}. Remembers which parameters were read, so that the others can be refused.
 */
final class Form {
    private final Node root = new Node("");
    private final List<Node> valued = new ArrayList<>();

    /**
     * @param encoded parameters in the form {@code a=b&c=d}, percent-encoded
     * @throws IllegalArgumentException for a wrong percent-encoding
     */
    static Form parse(String... encoded) {
        Form form = new Form();
        for (String part : encoded) {
            for (String pair : part.split("&", -1)) {
                if (!pair.isEmpty()) {
                    form.add(pair);
                }
            }
        }
        return form;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        Node node = root;
        for (String step : name.split("\\.", -1)) {
            node = node.step(step);
        }
        node.value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        valued.add(node);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Node root() {
        return root;
    }

    /** The value of a parameter at the top, such as {@code Action}. */
    Optional<String> text(String name) {
        return root.child(name).flatMap(Node::text);
    }

    /** The first parameter that nobody has read. */
    Optional<String> unread() {
        return valued.stream().filter(node -> !node.read).map(node -> node.path).findFirst();
    }

    /** One step in the tree. */
    static final class Node {
        private final String path;
        private final Map<String, Node> children = new LinkedHashMap<>();
        private @Nullable String value;
        private boolean read;

        private Node(String path) {
            this.path = path;
        }

        private Node step(String name) {
            return children.computeIfAbsent(
                    name, key -> new Node(path.isEmpty() ? key : path + "." + key));
        }

        /** The whole name of the parameter. */
        String path() {
            return path;
        }

        Optional<Node> child(String name) {
            return Optional.ofNullable(children.get(name));
        }

        Optional<String> text() {
            read = true;
            return Optional.ofNullable(value);
        }

        /** The numbered children, in the order of their numbers. */
        List<Node> numbered() {
            return children.entrySet().stream()
                    .filter(entry -> entry.getKey().matches("\\d{1,9}"))
                    .sorted((one, other) ->
                            Integer.compare(
                                    Integer.parseInt(one.getKey()),
                                    Integer.parseInt(other.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
