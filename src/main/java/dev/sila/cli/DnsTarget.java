package dev.sila.cli;

import dev.sila.aws.DnsRecords.Row;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that name a record. */
final class DnsTarget {
    @Parameters(
            index = "0",
            paramLabel = "ZONE",
            description = "The hosted zone: its name, or its identifier.")
    private String zone = "";

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "The record's name; the zone's may be left out, @ is the zone itself.")
    private String name = "";

    @Parameters(index = "2", paramLabel = "TYPE", description = "Such as A, AAAA, CNAME, MX, TXT.")
    private String type = "";

    @Option(names = "--private", description = "Of the zones of that name, the private one.")
    private boolean hidden;

    @Option(names = "--dry-run", description = "Only show what would be done.")
    private boolean dryRun;

    String zone() {
        return zone;
    }

    String name() {
        return name;
    }

    String type() {
        return type.toUpperCase(Locale.ROOT);
    }

    boolean hidden() {
        return hidden;
    }

    boolean dryRun() {
        return dryRun;
    }

    /**
     * The one record there is, if any.
     *
     * @throws ProblemException if there are several, by a routing policy
     */
    static Optional<Row> only(List<Row> found) {
        if (found.stream().anyMatch(each -> each.routing() != null)) {
            throw new ProblemException(
                    Problem.error(
                            "record " + found.getFirst().name(),
                            "has a routing policy, which this command knows nothing of.",
                            "Change it with: aws route53 change-resource-record-sets"));
        }
        return found.stream().findFirst();
    }
}
