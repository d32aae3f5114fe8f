package dev.sila.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints a command's data in the format that the user asked for. */
public final class Output {
    private final PrintStream out;
    private final Format format;
    private final Paint paint;

    public Output(PrintStream out, Format format, Paint paint) {
        this.out = out;
        this.format = format;
        this.paint = paint;
    }

    /** One row for each item: a table with a heading, or a list of objects. */
    public <T> void rows(List<Column<T>> columns, List<T> items) {
        if (format != Format.TABLE) {
            write(items.stream().map(item -> object(columns, item)).toList());
            return;
        }
        List<Column<T>> listed = columns.stream().filter(Column::listed).toList();
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (T item : items) {
            cells.add(values(listed, item));
        }
        out.print(TextTable.of(listed.stream().map(Column::title).toList(), cells, paint));
        out.flush();
    }

    /** One item: a line for each fact, or an object. */
    public <T> void one(List<Column<T>> columns, T item) {
        if (format != Format.TABLE) {
            write(object(columns, item));
            return;
        }
        facts(object(columns.stream().filter(Column::listed).toList(), item));
    }

    /** One object: a line for each of its entries, or the object. */
    public void object(Map<String, ? extends @Nullable Object> object) {
        if (format != Format.TABLE) {
            write(object);
            return;
        }
        facts(object);
    }

    /**
     * Something that people read as text.
     *
     * @param text for people, asked for only if it is wanted; printed as it is
     * @param data the same for programs, asked for only if it is wanted: what {@link Column} takes
     *     as values
     */
    public void document(Supplier<String> text, Supplier<Object> data) {
        if (format != Format.TABLE) {
            write(data.get());
            return;
        }
        out.print(text.get());
        out.flush();
    }

    /** Whether people read it; then a command may add a sentence on stderr. */
    public boolean forPeople() {
        return format == Format.TABLE;
    }

    private void facts(Map<String, ? extends @Nullable Object> object) {
        int width = object.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        object.forEach((key, value) ->
                text.append(key)
                        .append(" ".repeat(width - key.length() + 2))
                        .append(TextTable.text(value))
                        .append(System.lineSeparator()));
        out.print(text);
        out.flush();
    }

    /** Only here are Jackson's classes loaded, which costs a table nothing. */
    private void write(@Nullable Object data) {
        out.println(Tree.text(data, format));
        out.flush();
    }

    private static <T> Map<String, @Nullable Object> object(List<Column<T>> columns, T item) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        columns.forEach(column -> object.put(column.key(), column.value().apply(item)));
        return object;
    }

    private static <T> List<@Nullable Object> values(List<Column<T>> columns, T item) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(column.value().apply(item)));
        return values;
    }
}
