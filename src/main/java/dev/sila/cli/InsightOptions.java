package dev.sila.cli;

import picocli.CommandLine.Option;

/** The options of what a plan tells beside its changes. */
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

    boolean policy() {
        return policy;
    }

    boolean quotas() {
        return quotas;
    }
}
