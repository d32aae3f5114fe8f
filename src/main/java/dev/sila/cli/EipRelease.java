package dev.sila.cli;

import dev.sila.aws.Addresses;
import dev.sila.aws.Addresses.Address;
import dev.sila.cli.operation.Cloud;
import dev.sila.config.Mentions;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives Elastic IP addresses back to AWS, unless something relies on them. */
@Command(
        name = "release",
        description = {
            "Give Elastic IP addresses back to AWS, for good.",
            "Refuses one that something uses, that an environment owns, or that the configuration's"
                    + " files name."
        })
final class EipRelease implements Callable<Integer> {
    private static final String UNKNOWN =
            " is no Elastic IP address of this region; sila eip list shows them.";

    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "ADDRESS",
            description = "Public addresses or allocation identifiers.")
    private List<String> names = List.of();

    @Option(
            names = "--force",
            description =
                    "Release it even so: it is taken from what uses it, and what relies on it breaks.")
    private boolean force;

    @Option(
            names = "--dry-run",
            description = "Only show what would be done: changes nothing, asks nothing.")
    private boolean dryRun;

    EipRelease(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Addresses addresses = new Addresses(cloud.clients().ec2());
            List<Address> chosen = chosen(addresses.all());
            List<Problem> problems = chosen.stream().flatMap(each -> uses(each).stream()).toList();
            if (!problems.isEmpty() && !force) {
                throw new ProblemException(problems);
            }
            problems.forEach(each -> session.progress().say("warning: " + each.line()));
            chosen.forEach(each ->
                    session.progress()
                            .say("- address " + each.publicIp() + " " + each.allocationId()));
            if (!dryRun) {
                session.confirmation()
                        .agree("Release " + chosen.size() + " Elastic IP addresses for good?");
                chosen.forEach(addresses::release);
            }
            session.output().rows(EipList.columns(), chosen);
            return 0;
        }
    }

    /**
     * Those that are named. Where some are not there any more an earlier run may have released
     * them, and the others still go.
     */
    private List<Address> chosen(List<Address> all) {
        List<Address> chosen = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            all.stream()
                    .filter(each ->
                            each.publicIp().equals(name) || each.allocationId().equals(name))
                    .findFirst()
                    .ifPresentOrElse(chosen::add, () -> unknown.add(name));
        }
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), unknown.getFirst() + UNKNOWN);
        }
        unknown.forEach(each -> session.progress().say("warning: " + each + UNKNOWN));
        return chosen.stream().distinct().toList();
    }

    /** What relies on the address, each as a problem. */
    private List<Problem> uses(Address address) {
        String where = "address " + address.publicIp();
        List<Problem> problems = new ArrayList<>();
        if (address.associationId() != null) {
            problems.add(
                    Problem.error(
                            where,
                            "it is used by " + address.usedBy() + ".",
                            "Release what uses it first, or take it away with --force."));
        }
        if (!address.environment().isEmpty()) {
            problems.add(
                    Problem.error(
                            where,
                            "environment " + address.environment() + " owns it.",
                            "sila env update releases it once the files do not want it any more."));
        }
        Set<String> words = Set.of(address.publicIp(), address.allocationId());
        for (String place : new Mentions(session.configuration()).of(words)) {
            problems.add(
                    Problem.error(
                            where,
                            "is named by " + place + ".",
                            "Remove it there, or use --force."));
        }
        return problems;
    }
}
