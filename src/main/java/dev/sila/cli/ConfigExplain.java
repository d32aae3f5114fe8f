package dev.sila.cli;

import dev.sila.cli.output.Column;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.config.HostclassOptions;
import dev.sila.config.KnownOption;
import dev.sila.config.Lookup;
import dev.sila.config.Option;
import dev.sila.config.Options;
import dev.sila.config.Precedence;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Shows what each option of a hostclass is, and which line of which file says so. */
@Command(
        name = "explain",
        description = "Show the options of a hostclass, and where each comes from.")
final class ConfigExplain implements Callable<Integer> {
    private static final List<Column<Option>> COLUMNS =
            List.of(
                    Column.of("option", Option::name),
                    Column.of("value", Option::value),
                    Column.of("where", Option::where),
                    Column.of("rule", Option::rule));

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "HOSTCLASS",
            description = "The hostclass, such as mhcweb.")
    private String hostclass = "";

    @Parameters(
            index = "1",
            paramLabel = "OPTION",
            arity = "0..1",
            description = "Only this option.")
    private @Nullable String option;

    @CommandLine.Option(
            names = "--env",
            paramLabel = "ENV",
            description = "The environment (default: default_environment of disco_aws.ini).")
    private @Nullable String environment;

    ConfigExplain(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Configuration configuration = ConfigurationReader.read(session.config());
        Map<String, KnownOption> known = new TreeMap<>(HostclassOptions.all());
        Collection<String> names = option == null ? known.keySet() : List.of(checked(known));
        Options options =
                new Options(
                        new Lookup(
                                configuration.hostclasses(),
                                Precedence.HOSTCLASS,
                                holes(configuration)),
                        known,
                        new Problems());
        warn(hostclass, configuration.hostclassNames(), "disco_aws.ini has no section [%s].");
        List<Option> found = names.stream().map(options::find).flatMap(Optional::stream).toList();
        if (option != null && found.isEmpty()) {
            session.progress().say(option + " is not set, and has no default.");
        }
        session.output().rows(COLUMNS, found);
        later(found, known);
        return ExitCode.OK;
    }

    private void later(List<Option> found, Map<String, KnownOption> known) {
        Set<String> names = found.stream().map(Option::name).collect(Collectors.toSet());
        String later =
                known.values().stream()
                        .filter(each -> !each.carriedOut())
                        .map(KnownOption::name)
                        .filter(names::contains)
                        .collect(Collectors.joining(", "));
        if (!later.isEmpty()) {
            session.progress().say("warning: not carried out yet: " + later + ".");
        }
    }

    private String checked(Map<String, KnownOption> known) {
        String asked = option == null ? "" : option;
        if (!known.containsKey(asked)) {
            throw new ProblemException(
                    Problem.error(
                            "OPTION " + asked,
                            "There is no such option of a hostclass.",
                            Suggest.remedy(
                                    asked,
                                    known.keySet(),
                                    "Leave it out to see all that are set.")));
        }
        return asked;
    }

    /** Without an environment, what holds for all of them. */
    private Map<String, String> holes(Configuration configuration) {
        Optional<String> chosen =
                Optional.ofNullable(environment)
                        .or(() ->
                                configuration
                                        .hostclasses()
                                        .find("disco_aws", "default_environment")
                                        .map(each -> each.value().strip()));
        if (chosen.isEmpty()) {
            return Map.of("hostclass", hostclass);
        }
        Set<String> environments = new TreeSet<>(configuration.environmentNames());
        environments.addAll(configuration.typeNames());
        warn(chosen.get(), environments, "disco_vpc.ini has no section [env:%s].");
        return Map.of("hostclass", hostclass, "environment", chosen.get());
    }

    /** A name without a section is allowed, but more often a slip. */
    private void warn(String name, Set<String> known, String sentence) {
        if (!known.contains(name)) {
            session.progress()
                    .say(
                            ("warning: "
                                            + sentence.formatted(name)
                                            + " "
                                            + Suggest.remedy(name, known, ""))
                                    .strip());
        }
    }
}
