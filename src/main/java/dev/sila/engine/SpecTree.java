package dev.sila.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Specs as trees of maps, lists and plain values, and back: the form of saved plans, JSON output
 * and fingerprints. A reference is {@code {"ref": KIND, "name": NAME}}; a record of a sealed
 * interface carries {@code "is": RECORD}. Sets are written in the order of their text, so that
 * equal specs make equal trees.
 */
public final class SpecTree {
    private final Map<String, Class<? extends Spec>> types = new TreeMap<>();

    /**
     * @param types every spec type that trees may name
     */
    public SpecTree(Iterable<Class<? extends Spec>> types) {
        types.forEach(each -> this.types.put(each.getSimpleName(), each));
    }

    /** The spec as a tree, its components in order. */
    public static Map<String, @Nullable Object> write(Record record) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        for (Shape.Part part : Shape.parts(record.getClass())) {
            tree.put(part.name(), value(part.of(record)));
        }
        return tree;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Ref<?> ref -> reference(ref);
            case Tags tags -> new LinkedHashMap<>(tags.values());
            case Set<?> set ->
                    set.stream()
                            .map(each -> value(each))
                            .sorted(Comparator.comparing(String::valueOf))
                            .toList();
            case List<?> list -> list.stream().map(each -> value(each)).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> tree = new TreeMap<>();
                map.forEach((key, each) -> tree.put(String.valueOf(key), value(each)));
                yield tree;
            }
            case Record nested -> {
                Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                if (isAlternative(nested.getClass())) {
                    tree.put("is", nested.getClass().getSimpleName());
                }
                tree.putAll(write(nested));
                yield tree;
            }
            default -> value;
        };
    }

    private static Map<String, Object> reference(Ref<?> ref) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("ref", ref.type().getSimpleName());
        tree.put("name", ref.name());
        return tree;
    }

    private static boolean isAlternative(Class<?> type) {
        for (Class<?> each : type.getInterfaces()) {
            if (each.isSealed()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The spec of that type that the tree describes.
     *
     * @throws IllegalArgumentException if the tree does not fit the type
     */
    public Spec read(String type, Map<String, ?> tree) {
        return (Spec) record(type(type), tree);
    }

    private Class<? extends Spec> type(String name) {
        Class<? extends Spec> type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("There is no kind of resource called " + name);
        }
        return type;
    }

    private Object record(Class<?> type, Map<?, ?> tree) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Shape.Part part : Shape.parts(type)) {
            values.add(read(part.form(), tree.get(part.name())));
        }
        return Shape.make(type, values);
    }

    private @Nullable Object read(Shape.Form form, @Nullable Object tree) {
        Class<?> raw = form.raw();
        return switch (tree) {
            case null -> null;
            case Map<?, ?> map when raw == Ref.class ->
                    new Ref<>(type(text(map, "ref")), text(map, "name"));
            case Map<?, ?> map when raw == Tags.class -> new Tags(texts(map));
            case Map<?, ?> map when raw == Map.class -> texts(map);
            case Map<?, ?> map when raw.isSealed() ->
                    record(alternative(raw, text(map, "is")), map);
            case Map<?, ?> map -> record(raw, map);
            case List<?> list -> {
                Shape.Form item = form.argument(0);
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(each -> items.add(read(item, each)));
                yield raw == Set.class ? new LinkedHashSet<>(items) : items;
            }
            case Number number when raw == double.class || raw == Double.class ->
                    number.doubleValue();
            case Number number when raw == int.class || raw == Integer.class -> number.intValue();
            default -> tree;
        };
    }

    private static Class<?> alternative(Class<?> sealed, String name) {
        return Shape.permitted(sealed, name)
                .orElseThrow(() ->
                        new IllegalArgumentException(name + " is no " + sealed.getSimpleName()));
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }

    private static Map<String, String> texts(Map<?, ?> map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }
}
