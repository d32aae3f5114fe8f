package dev.sila.engine;

import org.jspecify.annotations.Nullable;

/** What the plan does with one resource. */
public sealed interface Change<S extends Spec> {

    /** The resource it is about. */
    Key key();

    /** What is made anew; null if the change makes nothing. */
    default @Nullable Spec makes() {
        return switch (this) {
            case Create<?>(Spec wanted) -> wanted;
            case Replace<?>(_, Spec wanted, _, _) -> wanted;
            case Update<?> _, Delete<?> _, Keep<?> _ -> null;
        };
    }

    /**
     * What is made, or what there is changed to.
     *
     * @throws IllegalStateException if the change does neither
     */
    default Spec aims() {
        return switch (this) {
            case Create<?>(Spec wanted) -> wanted;
            case Update<?>(_, Spec wanted, _) -> wanted;
            case Replace<?>(_, Spec wanted, _, _) -> wanted;
            case Delete<?> _, Keep<?> _ -> throw new IllegalStateException(key() + " is not made");
        };
    }

    /** It does not exist and is made. */
    record Create<S extends Spec>(S wanted) implements Change<S> {
        @Override
        public Key key() {
            return new Key(wanted.getClass(), wanted.name());
        }
    }

    /** It exists and differs in components that can be changed in place. */
    record Update<S extends Spec>(Found<S> found, S wanted, Diff diff) implements Change<S> {
        @Override
        public Key key() {
            return new Key(wanted.getClass(), wanted.name());
        }
    }

    /**
     * It exists and differs in a component that is fixed for life, or what it stands on is
     * replaced.
     *
     * @param order which of the two comes first
     */
    record Replace<S extends Spec>(Found<S> found, S wanted, Diff diff, Replacement order)
            implements Change<S> {
        @Override
        public Key key() {
            return new Key(wanted.getClass(), wanted.name());
        }
    }

    /**
     * It exists and nobody wants it.
     *
     * @param superseded whether a newer one of the same name stays: the rest of a replacement that
     *     was cut short
     */
    record Delete<S extends Spec>(Found<S> found, boolean superseded) implements Change<S> {
        @Override
        public Key key() {
            return found.key();
        }
    }

    /** It exists and is as wanted. */
    record Keep<S extends Spec>(Found<S> found) implements Change<S> {
        @Override
        public Key key() {
            return found.key();
        }
    }
}
