package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Whether a call that takes something away is worth repeating: as long as something still uses it.
 * A reply that is lost between refusals is most likely one more of them; taking away is repeatable,
 * so it is asked again, but not for ever where no reply comes at all.
 */
final class HeldUp implements Predicate<Throwable> {
    private static final int LOST_IN_A_ROW = 3;

    private final AtomicInteger lost = new AtomicInteger();

    @Override
    public boolean test(Throwable failure) {
        if (AwsErrors.dependency(failure)) {
            lost.set(0);
            return true;
        }
        return AwsErrors.unsure(failure) && lost.incrementAndGet() <= LOST_IN_A_ROW;
    }
}
