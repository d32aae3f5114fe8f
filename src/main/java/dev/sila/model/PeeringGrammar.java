package dev.sila.model;

import dev.sila.model.Peering.End;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of a line of {@code [peerings]}: two ends, each {@code name[:type]/metanetwork},
 * where {@code *:type} means every environment of that type. Source: Asiaq's README, "VPC Peering".
 */
public final class PeeringGrammar {
    private static final Pattern END = Pattern.compile("([^:/]*)(?::([^:/]*))?/([^:/]*)");
    private static final String EXAMPLE = "example-vpc:sandbox/tunnel ci/intranet";

    private final String where;
    private final Problems problems;

    /**
     * @param where the place of the line, for problems
     */
    public PeeringGrammar(String where, Problems problems) {
        this.where = where;
        this.problems = problems;
    }

    /** The line, if all of it is right. */
    public Optional<Peering> read(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        if (words.size() != 2) {
            problem(
                    "a peering has two ends, but \"" + text.strip() + "\" has " + ends(words) + ".",
                    "Write it as " + EXAMPLE);
            return Optional.empty();
        }
        List<End> ends = new ArrayList<>();
        words.forEach(word -> end(word).ifPresent(ends::add));
        if (ends.size() < 2) {
            return Optional.empty();
        }
        String name = ends.getFirst().name();
        if (name != null && name.equals(ends.getLast().name())) {
            problem(
                    "both ends are the environment "
                            + name
                            + ", which cannot be peered with itself.",
                    "Metanetworks of one environment are opened to each other by N_sg_rules.");
            return Optional.empty();
        }
        return Optional.of(new Peering(where, ends.getFirst(), ends.getLast()));
    }

    private static String ends(List<String> words) {
        return words.getFirst().isEmpty() ? "none" : String.valueOf(words.size());
    }

    private Optional<End> end(String word) {
        Matcher parts = END.matcher(word);
        if (!parts.matches()) {
            problem(
                    "\"" + word + "\" is no end of a peering.",
                    "Write it as name:type/metanetwork.");
            return Optional.empty();
        }
        String name = parts.group(1);
        String type = parts.group(2);
        String network = parts.group(3);
        boolean any = name.equals("*");
        if ("*".equals(type) || (any && type == null)) {
            problem(
                    "\"" + word + "\" is for environments of any type.",
                    "Only the name may be *; name the type, such as *:sandbox/" + network + ".");
            return Optional.empty();
        }
        boolean right =
                (any || name.matches("[A-Za-z0-9][A-Za-z0-9-]*"))
                        && (type == null || !type.isEmpty())
                        && network.matches("[a-z0-9-]+");
        if (!right) {
            problem(
                    "\""
                            + word
                            + "\" is no end of a peering: a name is letters, digits and hyphens.",
                    "Write it as name:type/metanetwork.");
            return Optional.empty();
        }
        return Optional.of(new End(any ? null : name, type, network));
    }

    private void problem(String what, String remedy) {
        problems.error(where, what, remedy);
    }
}
