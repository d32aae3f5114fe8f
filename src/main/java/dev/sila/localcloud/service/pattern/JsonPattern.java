package dev.sila.localcloud.service.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A pattern of a JSON object: an object of the same shape that has lists of what may stand at its
 * leaves. Source: EventBridge user guide, "Creating Amazon EventBridge event patterns"; SNS
 * developer guide, "Amazon SNS subscription filter policies".
 */
public final class JsonPattern {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final Part root;

    JsonPattern(Part root) {
        this.root = root;
    }

    /** What part of a document must be like. */
    sealed interface Part {
        /** Whether a value, {@code MissingNode} for none, is like it. */
        boolean matches(JsonNode value);

        /** How many leaves it has. */
        int leaves();

        /** The product of the numbers of alternatives at the leaves. */
        long combinations();
    }

    /** An object: all its members must match, and one of each group of alternatives. */
    record Members(Map<String, Part> members, List<List<Part>> alternatives) implements Part {
        @Override
        public boolean matches(JsonNode value) {
            if (value.isArray()) {
                return value.valueStream().anyMatch(this::matches);
            }
            return members.entrySet().stream()
                            .allMatch(each -> each.getValue().matches(value.path(each.getKey())))
                    && alternatives.stream()
                            .allMatch(
                                    group -> group.stream().anyMatch(each -> each.matches(value)));
        }

        @Override
        public int leaves() {
            return parts().mapToInt(Part::leaves).sum();
        }

        @Override
        public long combinations() {
            return parts().mapToLong(Part::combinations).reduce(1, (one, other) -> one * other);
        }

        private Stream<Part> parts() {
            return Stream.concat(
                    members.values().stream(), alternatives.stream().flatMap(List::stream));
        }
    }

    /** A leaf: one of its tests must succeed, for any element if the value is a list. */
    record Leaf(List<ValueTest> tests) implements Part {
        @Override
        public boolean matches(JsonNode value) {
            return tests.stream().anyMatch(test -> matches(test, value));
        }

        @Override
        public int leaves() {
            return 1;
        }

        @Override
        public long combinations() {
            return tests.size();
        }

        private static boolean matches(ValueTest test, JsonNode value) {
            if (test instanceof ValueTest.Exists) {
                boolean there = !value.isMissingNode() && !value.isObject() && !emptyList(value);
                return test.matches(there ? value : MissingNode.getInstance());
            }
            if (value.isArray()) {
                return value.valueStream().anyMatch(each -> matches(test, each));
            }
            return value.isValueNode() && test.matches(value);
        }

        private static boolean emptyList(JsonNode value) {
            return value.isArray() && value.isEmpty();
        }
    }

    /**
     * Reads a pattern.
     *
     * @throws MalformedPatternException if it is none
     */
    public static JsonPattern parse(String text) {
        return new JsonPattern(PatternReader.read(json(text)));
    }

    /**
     * Reads a document as patterns need it: numbers keep the form in which they are written.
     *
     * @throws MalformedPatternException if it is no JSON
     */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new MalformedPatternException(wrong.getOriginalMessage());
        }
    }

    /** Whether a document is like the pattern. */
    public boolean matches(JsonNode document) {
        return root.matches(document);
    }

    /** How many leaves it has. */
    public int leaves() {
        return root.leaves();
    }

    /** How many combinations of values it names: the product over all leaves. */
    public long combinations() {
        return root.combinations();
    }

    /** Whether it goes deeper than the members of the document itself. */
    public boolean isNested() {
        return root instanceof Members members
                && members.members().values().stream().anyMatch(Members.class::isInstance);
    }
}
