package dev.sila.cli;

import dev.sila.cli.operation.Networks;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which environment is meant. */
final class NamedEnvironment {
    @Option(
            names = {"--name", "--env"},
            required = true,
            paramLabel = "NAME",
            description = "The environment.")
    private String name = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "Its type, an [envtype:TYPE] of disco_vpc.ini (default: the one it was made with, or as"
                            + " its [env:NAME] says).")
    private @Nullable String type;

    @Option(
            names = "--tag",
            paramLabel = "KEY:VALUE",
            description = "A further tag of its VPC; can be repeated.")
    private List<String> tags = new ArrayList<>();

    String name() {
        return name;
    }

    Networks.Request request() {
        return new Networks.Request(name, type, parsed());
    }

    private Map<String, String> parsed() {
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
