package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import dev.sila.localcloud.service.TagStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * All resources of one kind, in the order of their making. Rows are SDK objects without tags, which
 * the tag store keeps and {@link #tagged} adds.
 */
final class Table<T extends SdkPojo> {
    private static final int MOST_FILTER_VALUES = 200;

    /** A row with the tags that it had, kept as long as neither changes. */
    private record Kept<T>(T row, Map<String, String> tags, T whole) {}

    private final Map<String, T> rows = new LinkedHashMap<>();
    private final Map<String, Kept<T>> kept = new HashMap<>();
    private final List<Index<T>> indexes = new ArrayList<>();
    private final ResourceKind kind;
    private final TagStore tags;
    private final Function<T, String> idOf;
    private final BiFunction<T, List<Tag>, T> withTags;
    private final FieldFilters filters;

    Table(
            ResourceKind kind,
            TagStore tags,
            Function<T, String> idOf,
            BiFunction<T, List<Tag>, T> withTags,
            FieldFilters filters) {
        this.kind = kind;
        this.tags = tags;
        this.idOf = idOf;
        this.withTags = withTags;
        this.filters = filters;
    }

    /**
     * Another way to find rows, kept up to date from now on.
     *
     * @param keys what a row is found by
     */
    Index<T> index(Function<T, List<String>> keys) {
        Index<T> index = new Index<>(idOf, keys);
        rows.values().forEach(index::add);
        indexes.add(index);
        return index;
    }

    ResourceKind kind() {
        return kind;
    }

    /** The row, or EC2's refusal of an identifier that is missing, malformed or unknown. */
    T get(@Nullable String id) {
        String given = Refusals.required(id, kind.type() + "Id");
        kind.check(given);
        T row = rows.get(given);
        if (row == null) {
            throw kind.notFound(given);
        }
        return row;
    }

    Optional<T> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : rows.get(id));
    }

    /** Adds the row or replaces the one of the same identifier. */
    void put(T row) {
        T before = rows.put(idOf.apply(row), row);
        for (Index<T> index : indexes) {
            index.replace(before, row);
        }
    }

    /** Replaces the row by what the change makes of it; does nothing if it is gone. */
    void change(String id, UnaryOperator<T> change) {
        find(id).ifPresent(row -> put(change.apply(row)));
    }

    /** Removes the row and its tags. */
    void remove(String id) {
        T before = rows.remove(id);
        if (before != null) {
            indexes.forEach(index -> index.remove(before));
        }
        kept.remove(id);
        tags.forget(id);
    }

    /** A stream of the rows as they are now; rows may be changed and removed on the way. */
    Stream<T> rows() {
        return List.copyOf(rows.values()).stream();
    }

    List<String> ids() {
        return List.copyOf(rows.keySet());
    }

    /** The row with its tags; the same object as long as both stay the same. */
    @SuppressWarnings("ReferenceEquality") // equal rows would be as good, but cost a comparison
    T tagged(T row) {
        String id = idOf.apply(row);
        Map<String, String> of = tags.of(id);
        Kept<T> before = kept.get(id);
        if (before != null && before.row() == row && before.tags() == of) {
            return before.whole();
        }
        T whole = withTags.apply(row, Tagging.list(of));
        if (rows.containsKey(id)) {
            kept.put(id, new Kept<>(row, of, whole));
        }
        return whole;
    }

    /** The selected rows that are also wanted, one page of up to 1000. */
    Page<T> page(Selection selection, UnaryOperator<T> view, Predicate<T> wanted) {
        return page(selection, view, wanted, new Pages(5, 1000));
    }

    /** The selected rows with their tags and nothing else, one page of up to 1000. */
    Page<T> page(Selection selection) {
        return page(selection, UnaryOperator.identity());
    }

    /** The selected rows with their tags, one page of up to 1000. */
    Page<T> page(Selection selection, UnaryOperator<T> view) {
        return page(selection, view, new Pages(5, 1000));
    }

    /**
     * The selected rows with their tags.
     *
     * @param view adds what is derived from other tables, before filters are applied
     */
    Page<T> page(Selection selection, UnaryOperator<T> view, Pages pages) {
        return page(selection, view, row -> true, pages);
    }

    private Page<T> page(
            Selection selection, UnaryOperator<T> view, Predicate<T> wanted, Pages pages) {
        if (!selection.ids().isEmpty() && selection.maxResults() != null) {
            throw Refusals.combination(
                    "The parameter %sIds cannot be used with the parameter maxResults"
                            .formatted(kind.type()));
        }
        Stream<T> chosen =
                selection.ids().isEmpty()
                        ? rows()
                        : selection.ids().stream().distinct().map(this::get);
        List<T> found =
                matching(chosen.filter(wanted).map(view).map(this::tagged), selection.filters())
                        .toList();
        Page<T> page = pages.page(found, idOf, selection.maxResults(), selection.nextToken());
        Refusals.endDryRun(selection.dryRun());
        return page;
    }

    private Stream<T> matching(Stream<T> rows, List<Filter> wanted) {
        return matching(rows, wanted, filters);
    }

    /** Those that satisfy every filter. */
    static <P extends SdkPojo> Stream<P> matching(
            Stream<P> objects, List<Filter> wanted, FieldFilters filters) {
        Stream<P> left = objects;
        for (Filter filter : wanted) {
            left = left.filter(filters.matching(name(filter), filter.values()));
        }
        return left;
    }

    private static String name(Filter filter) {
        String name = Refusals.required(filter.name(), "Filter.Name");
        if (filter.values().isEmpty()) {
            throw Refusals.missing("Filter.Value of the filter '" + name + "'");
        }
        if (filter.values().size() > MOST_FILTER_VALUES) {
            throw new AwsFailure(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is 200");
        }
        return name;
    }
}
