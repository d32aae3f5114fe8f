package dev.sila.config;

import java.util.List;

/** Where each consumer looks for an option: the first place that has it counts. */
public enum Precedence {
    /** Options of a hostclass when it runs, in {@code disco_aws.ini}. */
    HOSTCLASS(
            new Rule("{hostclass}", "{option}@{environment}"),
            new Rule("{hostclass}", "{option}"),
            new Rule("disco_aws", "default_{option}@{environment}"),
            new Rule("disco_aws", "default_{option}")),
    /** Options of a hostclass when its image is baked; they do not depend on an environment. */
    BAKE(
            new Rule("{hostclass}", "{option}"),
            new Rule("bake", "{option}"),
            new Rule("disco_aws", "default_{option}")),
    /** Options of a deployment's tests; {@code {bare}} is the name without {@code test_}. */
    DEPLOY(
            new Rule("{hostclass}", "{option}"),
            new Rule("test", "{option}"),
            new Rule("test", "{bare}"),
            new Rule("disco_aws", "default_{option}")),
    /** Options of the section {@code [iam]}, which may differ by account. */
    IAM(new Rule("iam", "{option}@{account}"), new Rule("iam", "{option}")),
    /** Options of an environment's network, in {@code disco_vpc.ini}. */
    VPC(
            new Rule("env:{environment}", "{option}"),
            new Rule("envtype:{type}", "{option}"),
            new Rule("peerings", "{option}")),
    /**
     * Options of an alarm, in {@code disco_alarms.ini}; {@code {section}} is {@code
     * team.namespace.metric}, or without the team.
     */
    ALARMS(
            new Rule("{section}.{hostclass}", "{option}"),
            new Rule("{section}", "{option}"),
            new Rule("defaults", "{option}")),
    /** Options of a metric from logs, in {@code disco_log_metrics.ini}. */
    LOG_METRICS(new Rule("{section}", "{option}")),
    /** Options of a search domain, in {@code disco_elasticsearch.ini}. */
    ELASTICSEARCH(new Rule("{environment}:{name}", "{option}"), new Rule("defaults", "{option}"));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which nobody can change
    private final List<Rule> rules;

    Precedence(Rule... rules) {
        this.rules = List.of(rules);
    }

    /** The places, the strongest first. */
    public List<Rule> rules() {
        return rules;
    }
}
