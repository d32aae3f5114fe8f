package dev.sila.model;

import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Traffic that a line of {@code [peerings]} allows between two environments that exist.
 *
 * @param line what allows it
 * @param from the environment whose hosts begin; which of its metanetworks is in the line
 * @param to the environment that lets them in
 */
public record Flow(Peering line, String from, String to) {

    /** The environment at the other end of this one. */
    public String neighbourOf(String environment) {
        return from.equals(environment) ? to : from;
    }

    private record Course(String from, String fromNetwork, String to, String toNetwork) {}

    private Course course() {
        return new Course(from, line.from().metaNetwork(), to, line.to().metaNetwork());
    }

    /**
     * All traffic that begins or ends in one environment: every environment that fits the first end
     * with every one that fits the second, except with itself; each once, for the first line that
     * allows it.
     *
     * @param types the type of every environment that exists, this one included
     * @param problems gets the lines that give an environment another type than it has
     */
    public static List<Flow> of(
            String environment, List<Peering> lines, Map<String, String> types, Problems problems) {
        Map<Course, Flow> flows = new LinkedHashMap<>();
        for (Peering line : lines) {
            checkTypes(environment, line, types, problems);
            for (String from : matching(line.from(), types)) {
                for (String to : matching(line.to(), types)) {
                    boolean own = from.equals(environment) || to.equals(environment);
                    if (own && !from.equals(to)) {
                        Flow flow = new Flow(line, from, to);
                        flows.putIfAbsent(flow.course(), flow);
                    }
                }
            }
        }
        return List.copyOf(flows.values());
    }

    private static List<String> matching(Peering.End end, Map<String, String> types) {
        return types.entrySet().stream()
                .filter(each -> end.matches(each.getKey(), each.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static void checkTypes(
            String environment, Peering line, Map<String, String> types, Problems problems) {
        for (Peering.End end : List.of(line.from(), line.to())) {
            Peering.End other = end.equals(line.from()) ? line.to() : line.from();
            boolean own =
                    environment.equals(end.name())
                            || other.matches(environment, types.getOrDefault(environment, ""));
            List<String> mistaken = new ArrayList<>();
            types.forEach((name, type) -> {
                if (own && end.mistakes(name, type)) {
                    mistaken.add(type);
                }
            });
            mistaken.forEach(type ->
                    problems.error(
                            line.where(),
                            end
                                    + ": the environment "
                                    + end.name()
                                    + " exists with type "
                                    + type
                                    + ".",
                            "Write that type, or leave the type out."));
        }
    }
}
