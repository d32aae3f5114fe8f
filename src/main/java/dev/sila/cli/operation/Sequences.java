package dev.sila.cli.operation;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.blueprint.Names;
import dev.sila.cli.output.Progress;
import dev.sila.engine.Change;
import dev.sila.engine.Key;
import dev.sila.engine.Stages;
import dev.sila.model.Pipeline;
import dev.sila.spotinst.Elastigroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A pipeline's sequences as stages: one begins when every host of the ones before is in service,
 * well in the eyes of its balancer, and has passed its smoke test where the pipeline asks for one;
 * also of those that an earlier run made. What nobody wants any more goes in the last.
 */
final class Sequences implements Stages {
    private final String environment;
    private final Pipeline pipeline;
    private final Map<Key, Integer> sequences;
    private final HostArrival watch;
    private final Progress progress;

    /**
     * @param draft whose changes are carried out
     */
    Sequences(Fleets.Draft draft, HostArrival watch, Progress progress) {
        this.environment = draft.plan().scope().environment();
        this.pipeline = draft.pipeline();
        this.sequences = draft.sequences();
        this.watch = watch;
        this.progress = progress;
    }

    @Override
    public int of(Change<?> change) {
        return sequences.getOrDefault(change.key(), Integer.MAX_VALUE);
    }

    @Override
    public Map<Integer, Key> always() {
        Map<Integer, Key> always = new HashMap<>();
        for (Pipeline.Row row : pipeline.rows()) {
            String name = Names.fleet(environment, row.part());
            Key elastigroup = new Key(Elastigroup.class, name);
            always.put(
                    row.sequence(),
                    sequences.containsKey(elastigroup)
                            ? elastigroup
                            : new Key(AutoScalingGroup.class, name));
        }
        return always;
    }

    @Override
    public void ended(int stage) {
        List<Pipeline.Row> rows =
                pipeline.rows().stream().filter(each -> each.sequence() == stage).toList();
        if (rows.isEmpty()) {
            return;
        }
        watch.await(rows);
        String names =
                rows.stream().map(Pipeline.Row::part).sorted().collect(Collectors.joining(", "));
        progress.say("Sequence " + stage + " is in service: " + names);
    }
}
