package dev.sila.cli;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The option that puts further tags on an environment's VPC. */
final class VpcTags {
    @Option(
            names = "--tag",
            paramLabel = "KEY:VALUE",
            description = "A further tag of its VPC; can be repeated.")
    private List<String> tags = new ArrayList<>();

    /**
     * The tags by key.
     *
     * @throws ProblemException if one has no key
     */
    Map<String, String> parsed() {
        Map<String, String> parsed = new TreeMap<>();
        for (String tag : tags) {
            int colon = tag.indexOf(':');
            if (colon < 1) {
                throw new ProblemException(
                        Problem.error(
                                "--tag " + tag,
                                "has no key and value.",
                                "Write it as --tag productline:shop."));
            }
            parsed.put(tag.substring(0, colon), tag.substring(colon + 1));
        }
        return parsed;
    }
}
