package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Sila dies before, and right after, each call of every operation on an environment with a resource
 * of every kind. Run again, it must reach the end of an undisturbed run, with nothing doubled,
 * orphaned, or changed of others. {@code target/deaths.txt} tells how many deaths there were.
 */
class DeathTest {
    /** Making and destroying in every run; {@code -Ddeath.only=} adds updates and replacements. */
    private static final String ONLY = System.getProperty("death.only", "create");

    private static final Path REPORT = Path.of("target", "deaths.txt");

    @Test
    void everyOperationSurvivesDeathInEachOfItsCalls() throws Exception {
        List<Ordeal.Tally> tallies = new ArrayList<>();
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<List<Ordeal.Tally>>> running =
                    journeys().stream().map(each -> pool.submit(() -> tallies(each))).toList();
            for (Future<List<Ordeal.Tally>> each : running) {
                tallies.addAll(end(each));
            }
        }
        List<String> failures = tallies.stream().flatMap(each -> each.failures().stream()).toList();
        report(tallies);
        assertThat(failures).isEmpty();
        assertThat(tallies).hasSizeGreaterThanOrEqualTo(ONLY.isEmpty() ? 16 : 1);
        assertThat(tallies)
                .allSatisfy(each -> assertThat(each.deaths()).as(each.line()).isPositive());
    }

    private static List<Journey> journeys() {
        try (Stage stage = new Stage()) {
            return Journey.all(new Specimens("ci"), stage.cloud().kinds()).stream()
                    .filter(each -> each.forth().contains(ONLY))
                    .toList();
        }
    }

    private static List<Ordeal.Tally> tallies(Journey journey) {
        try (Ordeal ordeal = new Ordeal()) {
            return ordeal.of(journey);
        }
    }

    private static List<Ordeal.Tally> end(Future<List<Ordeal.Tally>> running)
            throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private static void report(List<Ordeal.Tally> tallies) throws IOException {
        List<String> lines = new ArrayList<>();
        tallies.forEach(each -> lines.add(each.line()));
        int deaths = tallies.stream().mapToInt(Ordeal.Tally::deaths).sum();
        int failures = tallies.stream().mapToInt(each -> each.failures().size()).sum();
        lines.add("Sila died %d times; %d recoveries failed.".formatted(deaths, failures));
        lines.forEach(System.out::println);
        Files.createDirectories(Path.of("target"));
        Files.write(REPORT, lines);
    }
}
