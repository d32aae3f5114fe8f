package dev.sila.localcloud.service.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** A test of a single value. */
sealed interface ValueTest {
    boolean matches(JsonNode value);

    /** The same value of the same type; numbers as they are written: 300 is not 300.0. */
    record Equal(JsonNode wanted) implements ValueTest {
        @Override
        public boolean matches(JsonNode value) {
            return wanted.getNodeType() == value.getNodeType()
                    && wanted.asText().equals(value.asText());
        }
    }

    record EqualIgnoringCase(String wanted) implements ValueTest {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && value.textValue().equalsIgnoreCase(wanted);
        }
    }

    record Prefix(String wanted, boolean anyCase) implements ValueTest {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual()
                    && value.textValue().regionMatches(anyCase, 0, wanted, 0, wanted.length());
        }
    }

    record Suffix(String wanted, boolean anyCase) implements ValueTest {
        @Override
        public boolean matches(JsonNode value) {
            String text = value.asText();
            int length = wanted.length();
            return value.isTextual()
                    && text.regionMatches(anyCase, text.length() - length, wanted, 0, length);
        }
    }

    /**
     * Text in which {@code *} stands for any number of characters.
     *
     * @param pieces what stands between the asterisks
     */
    record Wildcard(List<String> pieces) implements ValueTest {
        public Wildcard {
            pieces = List.copyOf(pieces);
        }

        @Override
        public boolean matches(JsonNode value) {
            if (!value.isTextual()) {
                return false;
            }
            String text = value.textValue();
            if (pieces.size() == 1) {
                return text.equals(pieces.getFirst());
            }
            int end = text.length() - pieces.getLast().length();
            if (!text.startsWith(pieces.getFirst()) || !text.endsWith(pieces.getLast())) {
                return false;
            }
            int from = pieces.getFirst().length();
            for (String piece : pieces.subList(1, pieces.size() - 1)) {
                int found = text.indexOf(piece, from);
                if (found < 0) {
                    return false;
                }
                from = found + piece.length();
            }
            return from <= end;
        }
    }

    record AnythingBut(List<ValueTest> unwanted) implements ValueTest {
        public AnythingBut {
            unwanted = List.copyOf(unwanted);
        }

        @Override
        public boolean matches(JsonNode value) {
            return unwanted.stream().noneMatch(each -> each.matches(value));
        }
    }

    record Exists(boolean wanted) implements ValueTest {
        @Override
        public boolean matches(JsonNode value) {
            return wanted != value.isMissingNode();
        }
    }

    /**
     * A bound of a number.
     *
     * @param operator one of {@code = < <= > >=}
     */
    record Bound(String operator, BigDecimal limit) {
        boolean holds(BigDecimal number) {
            int order = number.compareTo(limit);
            return switch (operator) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }

    record Numeric(List<Bound> bounds) implements ValueTest {
        public Numeric {
            bounds = List.copyOf(bounds);
        }

        @Override
        public boolean matches(JsonNode value) {
            return value.isNumber()
                    && bounds.stream().allMatch(each -> each.holds(value.decimalValue()));
        }
    }

    /** An address within a block. */
    record Cidr(AddressBlock block) implements ValueTest {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && block.contains(value.textValue().toLowerCase(Locale.ROOT));
        }
    }
}
