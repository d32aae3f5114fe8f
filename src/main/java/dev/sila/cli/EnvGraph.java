package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.config.Configuration;
import dev.sila.engine.Plan;
import dev.sila.graph.EnvironmentGraph;
import dev.sila.graph.EnvironmentGraph.View;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Draws an environment. */
@Command(
        name = "graph",
        description = {
            "Draw an environment: its metanetworks and subnets by zone, gateways and routes, "
                    + "and who may talk to whom on which port.",
            "Draws what exists, which needs no files; --planned draws what the files say, "
                    + "--diff both."
        })
final class EnvGraph implements Callable<Integer> {
    private final Session session;

    @Mixin private NamedEnvironment environment = new NamedEnvironment();

    @ArgGroup private @Nullable Time time;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description =
                    "With --planned or --diff: the hostclasses of this pipeline as well; can be repeated.")
    private List<String> pipelines = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the picture to a file (default: to stdout).")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Forms.class,
            description = "svg, for browsers, or dot, for Graphviz (default: svg).")
    private Form format = Form.SVG;

    EnvGraph(Session session) {
        this.session = session;
    }

    /** Which time is drawn; what exists unless one is given. */
    static final class Time {
        @Option(names = "--planned", description = "Draw what the files say, made or not.")
        private boolean planned;

        @Option(
                names = "--diff",
                description =
                        "Draw what exists and what the files say, with what is added, removed, changed.")
        private boolean diff;

        View view() {
            return planned ? View.PLANNED : diff ? View.COMPARISON : View.EXISTING;
        }
    }

    /** The languages of pictures. */
    enum Form {
        SVG,
        DOT
    }

    /** Reads the name of a form. */
    static final class Forms implements ITypeConverter<Form> {
        @Override
        public Form convert(String typed) {
            return switch (typed) {
                case "svg" -> Form.SVG;
                case "dot" -> Form.DOT;
                default -> throw new TypeConversionException("it is svg or dot, not " + typed);
            };
        }
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            EnvironmentGraph graph = graph(cloud);
            print(format == Form.SVG ? graph.svg() : graph.dot());
            return 0;
        }
    }

    private EnvironmentGraph graph(Cloud cloud) {
        if (time == null) {
            Plan plan = Environments.destruction(cloud, environment.name());
            if (plan.found().isEmpty()) {
                throw new ProblemException(
                        Problem.error(
                                "environment " + environment.name(),
                                "nothing of it exists in this region.",
                                "--planned draws what the files say; sila env list shows what exists."));
            }
            return EnvironmentGraph.of(plan, View.EXISTING);
        }
        Configuration files = session.configuration(environment.name());
        Environments environments = Environments.of(cloud, files);
        Plan plan = environments.plan(environment.request(), pipelines);
        return EnvironmentGraph.of(plan, time.view());
    }

    private void print(String picture) {
        if (out == null) {
            session.terminal().out().print(picture);
            session.terminal().out().flush();
            return;
        }
        try {
            Files.writeString(out, picture, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new ProblemException(
                    Problem.error(
                            out.toString(),
                            "cannot be written (" + failure + ").",
                            "Give another file with --out."));
        }
        session.progress().say("Written to " + out + ".");
    }
}
