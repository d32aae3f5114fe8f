package dev.sila.localcloud.service.logs;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A condition on the fields of a message. */
sealed interface Condition {
    /**
     * Whether it holds.
     *
     * @param values the values that a name or selector finds; none if there is no such field
     */
    boolean holds(Function<String, List<Value>> values);

    /** The names or selectors that it looks at. */
    Stream<String> names();

    /** How many regular expressions it has. */
    long expressions();

    /**
     * A value of a message.
     *
     * @param kind what JSON says that it is; a field between spaces is a string
     */
    record Value(Kind kind, String text) {
        /** The kinds that conditions tell apart. */
        enum Kind {
            STRING,
            NUMBER,
            TRUE,
            FALSE,
            NULL,
            /** An object or an array: it exists, and nothing is equal to it. */
            OTHER
        }
    }

    /** Both hold, or one of them at least. */
    record Both(boolean and, Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Function<String, List<Value>> values) {
            return and
                    ? left.holds(values) && right.holds(values)
                    : left.holds(values) || right.holds(values);
        }

        @Override
        public Stream<String> names() {
            return Stream.concat(left.names(), right.names());
        }

        @Override
        public long expressions() {
            return left.expressions() + right.expressions();
        }
    }

    /** A field is there, and one of its values passes. */
    record Test(String name, Comparison comparison) implements Condition {
        @Override
        public boolean holds(Function<String, List<Value>> values) {
            List<Value> found = values.apply(name);
            return comparison.operator() == Comparison.Operator.NOT_EXISTS
                    ? found.isEmpty()
                    : found.stream().anyMatch(comparison::holds);
        }

        @Override
        public Stream<String> names() {
            return Stream.of(name);
        }

        @Override
        public long expressions() {
            return comparison.isExpression() ? 1 : 0;
        }
    }
}
