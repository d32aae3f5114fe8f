package dev.sila.cli;

import dev.sila.cli.operation.Alarms;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what of an environment's watch is meant. */
final class AlarmOptions {
    /** The command that has these options. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            split = ",",
            paramLabel = "HOSTCLASS",
            description =
                    "Only the scaling policies and alarms of this hostclass, which must run; may be given"
                            + " several times.")
    private Set<String> hostclasses = Set.of();

    @Option(names = "--subscriptions", description = "Only topics and subscriptions: who is told.")
    private boolean subscriptions;

    String environment() {
        return environment.name();
    }

    /** What is meant; contradictions are usage errors. */
    Alarms.Request request() {
        if (subscriptions && !hostclasses.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--subscriptions and --hostclass: topics belong to the environment, not to a"
                            + " hostclass. Give one of the two.");
        }
        return new Alarms.Request(environment.name(), hostclasses, subscriptions);
    }
}
