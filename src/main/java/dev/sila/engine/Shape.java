package dev.sila.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The components of records, by name: the engine's only reflection, from which diffs, references
 * and saved plans come.
 */
final class Shape {
    private static final ConcurrentHashMap<Class<?>, List<Part>> PARTS = new ConcurrentHashMap<>();

    private Shape() {}

    /** One component: its name, its generic type, and how to read it. */
    record Part(String name, Form form, RecordComponent component) {

        @Nullable Object of(Object value) {
            try {
                return component.getAccessor().invoke(value);
            } catch (IllegalAccessException | InvocationTargetException failure) {
                throw new IllegalStateException(
                        "Cannot read component " + name + " of " + value.getClass(), failure);
            }
        }
    }

    /** A component's type with its arguments, such as {@code Set<Ref<Subnet>>}. */
    record Form(Type type) {

        /** The class, without arguments. */
        Class<?> raw() {
            return switch (type) {
                case Class<?> plain -> plain;
                case ParameterizedType generic -> (Class<?>) generic.getRawType();
                case WildcardType wildcard -> new Form(wildcard.getUpperBounds()[0]).raw();
                default -> throw new IllegalArgumentException("No class behind " + type);
            };
        }

        /** The argument at that position. */
        Form argument(int position) {
            return new Form(((ParameterizedType) type).getActualTypeArguments()[position]);
        }
    }

    static List<Part> parts(Class<?> type) {
        return PARTS.computeIfAbsent(type, Shape::read);
    }

    private static List<Part> read(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type + " is not a record");
        }
        return Arrays.stream(components)
                .map(each -> new Part(each.getName(), new Form(each.getGenericType()), each))
                .toList();
    }

    /** A record of that type with these component values, in order. */
    static <T> T make(Class<T> type, List<? extends @Nullable Object> values) {
        Class<?>[] types =
                Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("Cannot make a " + type.getSimpleName(), failure);
        }
    }

    /** The record of that simple name among those a sealed interface permits. */
    static Optional<Class<?>> permitted(Class<?> sealed, String simpleName) {
        return Stream.of(sealed.getPermittedSubclasses())
                .<Class<?>>map(each -> each)
                .filter(each -> each.getSimpleName().equals(simpleName))
                .findFirst();
    }
}
