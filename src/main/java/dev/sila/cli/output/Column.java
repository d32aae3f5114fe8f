package dev.sila.cli.output;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One fact of each row.
 *
 * @param key its name in JSON and YAML, such as {@code instanceId}
 * @param value the fact: a string, number, boolean, instant, enum, collection or map of such; null
 *     if it is not known
 * @param listed whether tables show it; JSON and YAML always do
 */
public record Column<T>(String key, Function<T, @Nullable Object> value, boolean listed) {

    /** A fact that tables show. */
    public static <T> Column<T> of(String key, Function<T, @Nullable Object> value) {
        return new Column<>(key, value, true);
    }

    /** A fact that only JSON and YAML show. */
    public static <T> Column<T> detail(String key, Function<T, @Nullable Object> value) {
        return new Column<>(key, value, false);
    }

    /** The heading of a table: {@code instanceId} becomes {@code INSTANCE ID}. */
    String title() {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
