package dev.sila.cli;

import dev.sila.engine.Plan;
import picocli.CommandLine.Option;

/** The options of what showing a plan tells beside its changes. */
final class InsightOptions {
    @Option(
            names = "--iam-policy",
            description =
                    "Print the IAM policy that just suffices to make this plan, carry it out and look"
                            + " again, and nothing else.")
    private boolean policy;

    @Option(
            names = "--quotas",
            description = "Also ask AWS how much room the account's quotas leave for the plan.")
    private boolean quotas;

    @Option(
            names = "--detailed-exitcode",
            description =
                    "Exit with 0 if there is nothing to do, 1 on errors, 2 if there are changes.")
    private boolean detailed;

    /** The exit code after this plan was shown. */
    int exitCode(Plan plan) {
        return detailed && !plan.isEmpty() ? 2 : 0;
    }

    boolean policy() {
        return policy;
    }

    boolean quotas() {
        return quotas;
    }
}
