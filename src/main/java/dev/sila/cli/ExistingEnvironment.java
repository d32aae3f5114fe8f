package dev.sila.cli;

import dev.sila.aws.Vpcs;
import dev.sila.cli.operation.Cloud;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which of the environments that exist is meant: its name, or its VPC. */
final class ExistingEnvironment {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice = new Choice();

    /** One of them must be given. */
    static final class Choice {
        @Option(
                names = {"--name", "--env"},
                paramLabel = "NAME",
                description = "The environment.")
        private @Nullable String name;

        @Option(
                names = "--vpc-id",
                paramLabel = "ID",
                description = "The environment whose VPC has this identifier.")
        private @Nullable String vpcId;
    }

    /**
     * The environment's name.
     *
     * @throws ProblemException if there is no such VPC, or if it is no environment's
     */
    String name(Cloud cloud) {
        String id = choice.vpcId;
        if (id == null) {
            return String.valueOf(choice.name);
        }
        return new Vpcs(cloud.clients().ec2())
                .environmentOf(id)
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.error(
                                        "--vpc-id " + id,
                                        "is no VPC of an environment in this region.",
                                        "sila env list shows the environments with their VPCs.")));
    }
}
