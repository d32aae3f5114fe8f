package dev.sila.remote;

import dev.sila.problem.ProblemException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A value that is made when first asked for; who asks meanwhile waits. Thread safe. */
final class Once<T> implements Supplier<T> {
    private final FutureTask<T> task;

    Once(Supplier<T> make) {
        this.task = new FutureTask<>(make::get);
    }

    /**
     * The value.
     *
     * @throws ProblemException what the making threw, each time
     */
    @Override
    public T get() {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
