package dev.sila.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What AWS says of something, in a form that does not depend on the order in which it says it:
 * members in the order of their names, lists in the order of their elements' texts.
 */
public sealed interface Tree {
    /** A word, a number, or a truth. */
    record Leaf(String text) implements Tree {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A moment. */
    record Moment(Instant at) implements Tree {
        @Override
        public String toString() {
            return at.toString();
        }
    }

    /** A list or set. */
    record Many(List<Tree> elements) implements Tree {
        public Many {
            elements = elements.stream().sorted(Comparator.comparing(Tree::toString)).toList();
        }

        @Override
        public String toString() {
            return elements.toString();
        }
    }

    /** Members by name. */
    record Branch(Map<String, Tree> members) implements Tree {
        public Branch {
            members = Collections.unmodifiableMap(new TreeMap<>(members));
        }

        /** With one more member. */
        public Branch with(String name, Tree value) {
            Map<String, Tree> more = new TreeMap<>(members);
            more.put(name, value);
            return new Branch(more);
        }

        /** With one more member. */
        public Branch with(String name, String value) {
            return with(name, new Leaf(value));
        }

        /** A member's text; empty if there is none. */
        public String text(String name) {
            Tree member = members.get(name);
            return member == null ? "" : member.toString();
        }

        @Override
        public String toString() {
            return members.toString();
        }
    }

    /** All that an object of the SDK says; what it leaves out, and empty lists, are left out. */
    static Branch of(SdkPojo pojo) {
        Map<String, Tree> members = new TreeMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            boolean empty =
                    value == null
                            || (value instanceof Collection<?> many && many.isEmpty())
                            || (value instanceof Map<?, ?> map && map.isEmpty());
            if (!empty) {
                members.put(field.memberName(), of(value));
            }
        }
        return new Branch(members);
    }

    /** All that an object of JSON says; what is null, and empty lists, are left out. */
    static Branch of(JsonNode object) {
        Map<String, Tree> members = new TreeMap<>();
        object.properties()
                .forEach(each -> {
                    JsonNode value = each.getValue();
                    if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                        members.put(each.getKey(), value(value));
                    }
                });
        return new Branch(members);
    }

    private static Tree value(JsonNode value) {
        if (value.isObject()) {
            return of(value);
        }
        List<Tree> elements = new ArrayList<>();
        value.forEach(each -> elements.add(value(each)));
        return value.isArray() ? new Many(elements) : new Leaf(value.asText());
    }

    /** A list of the SDK's objects. */
    static Many list(Collection<? extends SdkPojo> pojos) {
        return new Many(pojos.stream().<Tree>map(Tree::of).toList());
    }

    /** A map of the SDK's. */
    static Branch strings(Map<?, ?> map) {
        Map<String, Tree> members = new TreeMap<>();
        map.forEach((key, value) -> members.put(String.valueOf(key), of(value)));
        return new Branch(members);
    }

    private static Tree of(@Nullable Object value) {
        return switch (value) {
            case SdkPojo pojo -> of(pojo);
            case Instant instant -> new Moment(instant);
            case Collection<?> many -> {
                List<Tree> elements = new ArrayList<>();
                many.forEach(each -> elements.add(of(each)));
                yield new Many(elements);
            }
            case Map<?, ?> map -> strings(map);
            case null, default -> new Leaf(String.valueOf(value));
        };
    }

    /**
     * The tree with other leaves.
     *
     * @param change a leaf's path, such as {@code Attachments.State}, and the leaf: what it
     *     becomes, null if it goes
     */
    default @Nullable Tree map(String path, BiFunction<String, Tree, @Nullable Tree> change) {
        return switch (this) {
            case Leaf leaf -> change.apply(path, leaf);
            case Moment moment -> change.apply(path, moment);
            case Many(List<Tree> elements) -> {
                List<Tree> kept = new ArrayList<>();
                for (Tree each : elements) {
                    Tree changed = each.map(path, change);
                    if (changed != null) {
                        kept.add(changed);
                    }
                }
                yield new Many(kept);
            }
            case Branch(Map<String, Tree> members) -> {
                Map<String, Tree> kept = new TreeMap<>();
                members.forEach((name, each) -> {
                    Tree changed = each.map(path + "." + name, change);
                    if (changed != null) {
                        kept.put(name, changed);
                    }
                });
                yield new Branch(kept);
            }
        };
    }
}
