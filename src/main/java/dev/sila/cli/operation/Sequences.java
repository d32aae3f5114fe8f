package dev.sila.cli.operation;

import dev.sila.aws.Groups;
import dev.sila.cli.output.Progress;
import dev.sila.engine.Change;
import dev.sila.engine.Key;
import dev.sila.engine.Stages;
import dev.sila.model.Pipeline;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A pipeline's sequences as stages: one begins when every host of the one before is in service, and
 * well in the eyes of its balancer. What nobody wants any more goes in the last.
 */
public final class Sequences implements Stages {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Cloud cloud;
    private final Progress progress;
    private final String environment;
    private final Pipeline pipeline;
    private final Map<Key, Integer> sequences;

    /**
     * @param sequences the first sequence that needs each resource
     */
    Sequences(
            Cloud cloud,
            Progress progress,
            String environment,
            Pipeline pipeline,
            Map<Key, Integer> sequences) {
        this.cloud = cloud;
        this.progress = progress;
        this.environment = environment;
        this.pipeline = pipeline;
        this.sequences = Map.copyOf(sequences);
    }

    @Override
    public int of(Change<?> change) {
        return sequences.getOrDefault(change.key(), Integer.MAX_VALUE);
    }

    @Override
    public void ended(int stage) {
        Set<String> hostclasses =
                pipeline.rows().stream()
                        .filter(each -> each.sequence() == stage)
                        .map(Pipeline.Row::hostclass)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (hostclasses.isEmpty()) {
            return;
        }
        Groups groups =
                new Groups(
                        cloud.clients().autoScaling(),
                        cloud.clients().loadBalancing(),
                        cloud.waiter());
        groups.awaitService(environment, hostclasses, LIMIT);
        progress.say("Sequence " + stage + " is in service: " + String.join(", ", hostclasses));
    }
}
