package dev.sila.cli.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays out a table of aligned columns, two spaces between them, numbers to the right. */
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /** The table as lines, its heading first. */
    static String of(
            List<String> titles, List<? extends List<@Nullable Object>> rows, Paint paint) {
        List<List<String>> texts = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(text(cell)));
            texts.add(cells);
        }
        int[] widths = new int[titles.size()];
        boolean[] numeric = new boolean[titles.size()];
        for (int column = 0; column < widths.length; column++) {
            int index = column;
            widths[column] =
                    texts.stream()
                            .mapToInt(row -> length(row.get(index)))
                            .reduce(length(titles.get(column)), Math::max);
            numeric[column] =
                    !rows.isEmpty() && rows.stream().allMatch(row -> number(row.get(index)));
        }
        StringBuilder table = new StringBuilder();
        table.append(paint.bold(line(titles, widths, numeric))).append(System.lineSeparator());
        for (List<String> row : texts) {
            table.append(line(row, widths, numeric)).append(System.lineSeparator());
        }
        return table.toString();
    }

    /** A value as people read it; {@code -} for what is not known or empty. */
    static String text(@Nullable Object value) {
        String text =
                switch (value) {
                    case null -> "";
                    case Boolean flag -> flag ? "yes" : "no";
                    case Collection<?> many ->
                            many.stream().map(TextTable::text).collect(Collectors.joining(","));
                    case Map<?, ?> map ->
                            map.entrySet().stream()
                                    .map(each -> each.getKey() + "=" + text(each.getValue()))
                                    .collect(Collectors.joining(","));
                    default -> value.toString();
                };
        return text.isEmpty() ? "-" : text.replaceAll("\\R", " ");
    }

    private static String line(List<String> cells, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - length(cell));
            line.append(column == 0 ? "" : GAP);
            line.append(numeric[column] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static boolean number(@Nullable Object cell) {
        return cell instanceof Number;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
