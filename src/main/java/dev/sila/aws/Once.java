package dev.sila.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for, and once. Thread safe. */
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    public Once(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        T value = made;
        if (value == null) {
            value = make.get();
            made = value;
        }
        return value;
    }
}
