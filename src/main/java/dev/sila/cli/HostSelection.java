package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that say which hosts are meant: by exactly one kind of name, never all by accident.
 */
final class HostSelection {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--instance",
            split = ",",
            paramLabel = "ID",
            description = "The host with this instance identifier; can be repeated.")
    private List<String> instances = new ArrayList<>();

    @Option(
            names = "--hostname",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The host that has given itself this name, or has it in DNS; can be repeated.")
    private List<String> hostnames = new ArrayList<>();

    @Option(
            names = "--hostclass",
            split = ",",
            paramLabel = "HOSTCLASS",
            description = "The hosts of exactly this hostclass; can be repeated.")
    private List<String> hostclasses = new ArrayList<>();

    @Option(
            names = "--ami",
            split = ",",
            paramLabel = "ID",
            description = "The hosts that run this image; can be repeated.")
    private List<String> images = new ArrayList<>();

    @Option(
            names = {"--group", "--asg"},
            split = ",",
            paramLabel = "NAME",
            description = "The hosts of this autoscaling group; can be repeated.")
    private List<String> groups = new ArrayList<>();

    /** One kind of name: how a host answers to it, and the names that there are. */
    private record Choice(
            String option,
            List<String> names,
            BiPredicate<Host, String> called,
            Function<Host, String> name) {}

    String environment() {
        return environment.name();
    }

    /**
     * What was found.
     *
     * @param all every host of the environment
     * @param hosts those that are meant
     */
    record Selected(List<Host> all, List<Host> hosts) {
        Selected {
            all = List.copyOf(all);
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * The hosts that are meant.
     *
     * @throws ParameterException if none or several kinds of names are given
     * @throws ProblemException if a name is nobody's, or the environment does not exist
     */
    Selected selected(Cloud cloud) {
        List<Choice> given = given();
        if (given.size() != 1) {
            throw usage(
                    "Name the hosts by exactly one of --instance, --hostname, --hostclass, --ami"
                            + " and --group.");
        }
        List<Host> all = all(cloud);
        return new Selected(all, select(all, given.getFirst()));
    }

    /** The same, without the others. */
    List<Host> hosts(Cloud cloud) {
        return selected(cloud).hosts();
    }

    /** The same; all hosts of the environment if no name is given. */
    List<Host> hostsOrAll(Cloud cloud) {
        return given().isEmpty() ? all(cloud) : hosts(cloud);
    }

    /** Whether each host is named by itself, so that none may be passed over. */
    boolean oneByOne() {
        return !instances.isEmpty() || !hostnames.isEmpty();
    }

    /** Every host of the environment. */
    private List<Host> all(Cloud cloud) {
        List<Host> all = new Hosts(cloud.clients().ec2()).of(environment.name());
        if (all.isEmpty()) {
            Environments.require(cloud, environment.name());
        }
        return all;
    }

    private List<Choice> given() {
        List<Choice> choices =
                List.of(
                        new Choice(
                                "--instance",
                                instances,
                                (host, id) -> host.instanceId().equals(id),
                                Host::instanceId),
                        new Choice("--hostname", hostnames, Host::isCalled, Host::hostname),
                        new Choice(
                                "--hostclass",
                                hostclasses,
                                (host, name) -> host.hostclass().equals(name),
                                Host::hostclass),
                        new Choice(
                                "--ami",
                                images,
                                (host, id) -> host.imageId().equals(id),
                                Host::imageId),
                        new Choice(
                                "--group",
                                groups,
                                (host, name) -> host.group().equals(name),
                                Host::group));
        List<Choice> given = choices.stream().filter(each -> !each.names().isEmpty()).toList();
        for (Choice each : given) {
            if (each.names().stream().anyMatch(String::isBlank)) {
                throw usage(each.option() + " needs a name.");
            }
        }
        return given;
    }

    private List<Host> select(List<Host> all, Choice choice) {
        Map<String, Host> selected = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : new LinkedHashSet<>(choice.names())) {
            List<Host> found =
                    all.stream().filter(each -> choice.called().test(each, name)).toList();
            if (found.isEmpty()) {
                problems.add(nobody(all, choice, name));
            }
            found.forEach(each -> selected.put(each.instanceId(), each));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return List.copyOf(selected.values());
    }

    private Problem nobody(List<Host> all, Choice choice, String name) {
        Set<String> names = new LinkedHashSet<>();
        all.stream().map(choice.name()).filter(each -> !each.isEmpty()).forEach(names::add);
        return Problem.error(
                choice.option() + " " + name,
                "is no host of environment "
                        + environment.name()
                        + " (terminated ones do not count).",
                Suggest.remedy(
                        name,
                        names,
                        "sila host list --env "
                                + environment.name()
                                + " shows the hosts that there are."));
    }

    private ParameterException usage(String what) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
    }
}
