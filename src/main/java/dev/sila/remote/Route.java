package dev.sila.remote;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How hosts are reached.
 *
 * @param jump the jump host; asked when it is needed, and once only
 * @param always whether to go through it without a try to reach hosts directly
 */
public record Route(Supplier<Optional<Jump>> jump, boolean always) {

    /** Directly, or not at all. */
    public static Route direct() {
        return new Route(Optional::empty, false);
    }

    /** Always through this host. */
    public static Route through(Jump jump) {
        return new Route(() -> Optional.of(jump), true);
    }
}
