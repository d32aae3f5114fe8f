package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSONPath that outputs and properties of automations are selected by: {@code $}, names,
 * indexes, {@code [*]}, {@code [n:m]} and {@code ..name}.
 */
record Selector(List<Part> parts) {
    private static final Pattern PART =
            Pattern.compile(
                    "\\.\\.(?<deep>[\\w-]+)|\\.(?<name>[\\w-]+|\\*)|\\[(?<index>-?\\d+)]"
                            + "|\\[(?<all>\\*)]|\\['(?<quoted>[^']+)']"
                            + "|\\[(?<from>\\d*):(?<to>\\d*)]");

    /** One step of a path: from some nodes to others. */
    @FunctionalInterface
    private interface Part {
        void follow(JsonNode from, List<JsonNode> to);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Selector of(String path) {
        String rest = path.strip();
        if (!rest.startsWith("$")) {
            throw new IllegalArgumentException("A selector begins with $: " + path);
        }
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(rest).region(1, rest.length());
        while (matcher.lookingAt()) {
            parts.add(part(matcher));
            matcher.region(matcher.end(), rest.length());
        }
        if (matcher.regionStart() < rest.length()) {
            throw new IllegalArgumentException("Not a selector: " + path);
        }
        return new Selector(List.copyOf(parts));
    }

    private static Part part(Matcher matcher) {
        if (matcher.group("deep") != null) {
            String name = matcher.group("deep");
            return (from, to) -> to.addAll(from.findValues(name));
        }
        if (matcher.group("index") != null) {
            int index = Integer.parseInt(matcher.group("index"));
            return (from, to) -> add(from.path(index < 0 ? from.size() + index : index), to);
        }
        if (matcher.group("all") != null || "*".equals(matcher.group("name"))) {
            return (from, to) -> from.forEach(to::add);
        }
        if (matcher.group("from") != null) {
            int begin = number(matcher.group("from"), 0);
            int end = number(matcher.group("to"), Integer.MAX_VALUE);
            return (from, to) -> {
                for (int i = begin; i < Math.min(end, from.size()); i++) {
                    to.add(from.get(i));
                }
            };
        }
        String name =
                matcher.group("name") == null ? matcher.group("quoted") : matcher.group("name");
        return (from, to) -> add(from.path(name), to);
    }

    private static int number(String text, int otherwise) {
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static void add(JsonNode node, List<JsonNode> to) {
        if (!node.isMissingNode()) {
            to.add(node);
        }
    }

    /** All nodes that the path leads to. */
    List<JsonNode> select(JsonNode root) {
        List<JsonNode> at = List.of(root);
        for (Part part : parts) {
            List<JsonNode> next = new ArrayList<>();
            at.forEach(each -> part.follow(each, next));
            at = next;
        }
        return at;
    }
}
