package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.config.Configuration;
import dev.sila.model.Pipeline;
import dev.sila.problem.Suggest;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say which hostclass is meant, and where it runs. */
final class FleetOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Parameters(paramLabel = "HOSTCLASS", description = "The hostclass.")
    private String hostclass = "";

    String environment() {
        return environment.name();
    }

    String hostclass() {
        return hostclass;
    }

    /** Stops with a usage error if neither the files nor the cloud know the hostclass. */
    void requireKnown(Configuration configuration, Cloud cloud) {
        Set<String> known = new TreeSet<>(configuration.hostclassNames());
        for (Pipeline each : configuration.pipelines()) {
            each.rows().forEach(row -> known.add(row.hostclass()));
        }
        if (!known.contains(hostclass)) {
            known.addAll(Fleets.present(cloud, environment.name()));
        }
        require(known);
    }

    /** Stops with a usage error if the hostclass does not run in the environment. */
    void requirePresent(Cloud cloud) {
        require(Fleets.present(cloud, environment.name()));
    }

    private void require(Set<String> known) {
        if (!known.contains(hostclass)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "there is no hostclass "
                            + hostclass
                            + " in environment "
                            + environment.name()
                            + ". "
                            + Suggest.remedy(
                                    hostclass, known, "Known are: " + String.join(", ", known)));
        }
    }
}
