package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Compute;
import java.util.function.Consumer;

/** Words rules of EC2's compute. */
final class ComputeRules {
    /** A well-formed identifier, without its prefix, of something that does not exist. */
    static final String NONE = "0123456789abcdef0";

    private ComputeRules() {}

    /**
     * One rule.
     *
     * @param page of EC2's API reference, such as {@code API_RunInstances}
     */
    static Refusal rule(String rule, String page, String code, Consumer<Compute> attempt) {
        String source = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/" + page + ".html";
        return new Refusal(rule, source, code, rig -> attempt.accept(new Compute(rig)));
    }
}
