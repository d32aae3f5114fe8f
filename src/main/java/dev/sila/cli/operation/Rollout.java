package dev.sila.cli.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Does the same with many things, some at a time, and begins no more once too many have failed.
 *
 * @param concurrency how many at a time, at least 1
 * @param errors how many may fail; with one more, no other is begun
 */
public record Rollout(int concurrency, int errors) {

    /**
     * What came of each, in the order of the things; empty for those that were not begun.
     *
     * @param work must not throw
     * @param failed whether a result counts as an error
     */
    public <T, R> List<Optional<R>> over(List<T> things, Function<T, R> work, Predicate<R> failed) {
        Semaphore places = new Semaphore(concurrency);
        AtomicInteger failures = new AtomicInteger();
        List<Future<Optional<R>>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T each : things) {
                places.acquireUninterruptibly();
                Callable<Optional<R>> task =
                        () -> {
                            try {
                                R result = work.apply(each);
                                if (failed.test(result)) {
                                    failures.incrementAndGet();
                                }
                                return Optional.of(result);
                            } finally {
                                places.release();
                            }
                        };
                if (failures.get() > errors) {
                    places.release();
                    futures.add(CompletableFuture.completedFuture(Optional.empty()));
                } else {
                    futures.add(threads.submit(task));
                }
            }
        }
        return futures.stream().map(Rollout::value).toList();
    }

    private static <R> Optional<R> value(Future<Optional<R>> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
