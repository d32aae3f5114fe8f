package dev.sila.localcloud.service.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.localcloud.service.pattern.JsonPattern.Leaf;
import dev.sila.localcloud.service.pattern.JsonPattern.Members;
import dev.sila.localcloud.service.pattern.JsonPattern.Part;
import dev.sila.localcloud.service.pattern.ValueTest.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads patterns. Refuses what AWS refuses, so that no pattern means something else there. */
final class PatternReader {
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(5_000_000_000L);
    private static final Set<String> OPERATORS = Set.of("=", "<", "<=", ">", ">=");

    private PatternReader() {}

    static Part read(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("Filter is not an object");
        }
        return members(node);
    }

    private static Members members(JsonNode node) {
        if (node.isEmpty()) {
            throw malformed("Empty objects are not allowed");
        }
        Map<String, Part> members = new LinkedHashMap<>();
        List<List<Part>> alternatives = new ArrayList<>();
        node.forEachEntry((name, value) -> {
            if (name.equals("$or") && isAlternatives(value)) {
                List<Part> parts = new ArrayList<>();
                value.forEach(each -> parts.add(members(each)));
                alternatives.add(parts);
            } else if (value.isObject()) {
                members.put(name, members(value));
            } else if (value.isArray()) {
                members.put(name, leaf(name, value));
            } else {
                throw malformed("\"" + name + "\" must be an object or an array");
            }
        });
        return new Members(members, alternatives);
    }

    private static boolean isAlternatives(JsonNode value) {
        return value.isArray()
                && value.size() > 1
                && value.valueStream().allMatch(each -> each.isObject() && !each.isEmpty());
    }

    private static Leaf leaf(String name, JsonNode array) {
        if (array.isEmpty()) {
            throw malformed("Empty arrays are not allowed");
        }
        List<ValueTest> tests = new ArrayList<>();
        for (JsonNode each : array) {
            if (each.isArray()) {
                throw malformed("Match value must be String, number, true, false, or null");
            }
            tests.add(each.isObject() ? operator(name, each) : new ValueTest.Equal(each));
        }
        return new Leaf(tests);
    }

    private static ValueTest operator(String name, JsonNode node) {
        if (node.size() != 1) {
            throw malformed("Only one key allowed in match expression");
        }
        Map.Entry<String, JsonNode> only = node.propertyStream().findFirst().orElseThrow();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "prefix" -> affix("prefix", value);
            case "suffix" -> affix("suffix", value);
            case "equals-ignore-case" ->
                    new ValueTest.EqualIgnoringCase(text("equals-ignore-case", value));
            case "wildcard" -> wildcard(value);
            case "exists" -> exists(value);
            case "numeric" -> numeric(value);
            case "cidr" -> new ValueTest.Cidr(AddressBlock.parse(text("cidr", value)));
            case "anything-but" -> anythingBut(value);
            default ->
                    throw malformed(
                            "Unrecognized match type " + only.getKey() + " at \"" + name + "\"");
        };
    }

    private static ValueTest affix(String kind, JsonNode value) {
        boolean anyCase = value.isObject() && value.size() == 1 && value.has("equals-ignore-case");
        String wanted = text(kind, anyCase ? value.get("equals-ignore-case") : value);
        return kind.equals("prefix")
                ? new ValueTest.Prefix(wanted, anyCase)
                : new ValueTest.Suffix(wanted, anyCase);
    }

    private static ValueTest exists(JsonNode value) {
        if (!value.isBoolean()) {
            throw malformed("exists match pattern must be either true or false.");
        }
        return new ValueTest.Exists(value.asBoolean());
    }

    /** A backslash takes an asterisk's meaning away, and its own. */
    private static ValueTest wildcard(JsonNode value) {
        String text = text("wildcard", value);
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != '*' && text.charAt(i) != '\\')) {
                    throw malformed("Invalid escape character at pos " + (i - 1));
                }
                piece.append(text.charAt(i));
            } else if (letter == '*') {
                if (i > 0 && text.charAt(i - 1) == '*' && piece.isEmpty()) {
                    throw malformed("Consecutive wildcard characters at pos " + (i - 1));
                }
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(letter);
            }
        }
        pieces.add(piece.toString());
        return new ValueTest.Wildcard(pieces);
    }

    private static ValueTest numeric(JsonNode value) {
        if (!value.isArray() || value.isEmpty() || value.size() % 2 != 0 || value.size() > 4) {
            throw malformed("Value of numeric must be an array of one or two comparisons.");
        }
        List<Bound> bounds = new ArrayList<>();
        for (int i = 0; i < value.size(); i += 2) {
            String operator = value.get(i).asText();
            JsonNode limit = value.get(i + 1);
            if (!value.get(i).isTextual() || !OPERATORS.contains(operator)) {
                throw malformed("Unrecognized numeric range operator: " + operator);
            }
            if (!limit.isNumber() || limit.decimalValue().abs().compareTo(FARTHEST) > 0) {
                throw malformed(
                        "Value of "
                                + operator
                                + " must be a number between -5e9 and 5e9: "
                                + limit);
            }
            bounds.add(new Bound(operator, limit.decimalValue()));
        }
        if (bounds.size() == 2) {
            range(bounds.getFirst(), bounds.getLast());
        }
        return new ValueTest.Numeric(bounds);
    }

    private static void range(Bound low, Bound high) {
        if (!low.operator().startsWith(">") || !high.operator().startsWith("<")) {
            throw malformed("Bad numeric range operator: a range is > or >=, then < or <=");
        }
        if (low.limit().compareTo(high.limit()) >= 0) {
            throw malformed("Bottom must be less than top");
        }
    }

    private static ValueTest anythingBut(JsonNode value) {
        List<ValueTest> unwanted = new ArrayList<>();
        if (value.isObject()) {
            if (value.size() != 1) {
                throw malformed("Only one key allowed in anything-but match expression");
            }
            value.forEachEntry((kind, wanted) -> {
                if (!Set.of("prefix", "suffix", "equals-ignore-case", "wildcard").contains(kind)) {
                    throw malformed("Unsupported anything-but pattern: " + kind);
                }
                for (JsonNode each : list(wanted)) {
                    unwanted.add(
                            operator(kind, JsonNodeFactory.instance.objectNode().set(kind, each)));
                }
            });
        } else {
            for (JsonNode each : list(value)) {
                if (!each.isTextual() && !each.isNumber()) {
                    throw malformed("Inside anything-but: Value must be a string or a number");
                }
                unwanted.add(new ValueTest.Equal(each));
            }
        }
        if (unwanted.isEmpty()) {
            throw malformed("Empty arrays are not allowed");
        }
        return new ValueTest.AnythingBut(unwanted);
    }

    private static Iterable<JsonNode> list(JsonNode value) {
        return value.isArray() ? value : List.of(value);
    }

    private static String text(String kind, JsonNode value) {
        if (!value.isTextual()) {
            throw malformed(kind + " match pattern must be a string");
        }
        return value.textValue();
    }

    private static MalformedPatternException malformed(String message) {
        return new MalformedPatternException(message);
    }
}
