package dev.sila.engine;

/** A reference to another spec by type and name. */
public record Ref<S extends Spec>(Class<S> type, String name) {

    public static <S extends Spec> Ref<S> to(S spec) {
        @SuppressWarnings("unchecked")
        Class<S> type = (Class<S>) spec.getClass();
        return new Ref<>(type, spec.name());
    }

    public Key key() {
        return new Key(type, name);
    }

    @Override
    public String toString() {
        return name;
    }
}
