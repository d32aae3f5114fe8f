package dev.sila.aws.forecast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** An IAM policy document that allows some permissions and nothing else. */
public final class IamPolicy {
    private static final String CREATE_ACTION = ":CreateAction";

    private IamPolicy() {}

    private record Statement(
            Set<String> actions, Set<String> resources, Map<String, Set<String>> conditions) {

        static Statement of(Permission permission) {
            Map<String, Set<String>> conditions = new TreeMap<>();
            permission.conditions().forEach((key, value) -> conditions.put(key, Set.of(value)));
            return new Statement(
                    Set.of(permission.action()), Set.of(permission.resource()), conditions);
        }

        Statement and(Statement other) {
            Map<String, Set<String>> both = new TreeMap<>(conditions);
            other.conditions.forEach((key, values) -> both.merge(key, values, Statement::union));
            return new Statement(
                    union(actions, other.actions), union(resources, other.resources), both);
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> both = new TreeSet<>(one);
            both.addAll(other);
            return both;
        }

        /** The conditions without the one that tells which call a tag is put on in. */
        Map<String, Set<String>> beyondCreation() {
            Map<String, Set<String>> rest = new TreeMap<>(conditions);
            rest.keySet().removeIf(each -> each.endsWith(CREATE_ACTION));
            return rest;
        }

        boolean ofCreation() {
            return conditions.size() > beyondCreation().size();
        }
    }

    /**
     * The document.
     *
     * @param region where it is for: ARNs elsewhere than in AWS's common partition begin otherwise
     */
    public static Map<String, Object> document(Collection<Permission> permissions, String region) {
        Set<String> everywhere =
                permissions.stream()
                        .filter(IamPolicy::unlimited)
                        .map(Permission::action)
                        .collect(Collectors.toSet());
        List<Statement> statements = new ArrayList<>();
        permissions.stream()
                .filter(each -> unlimited(each) || !everywhere.contains(each.action()))
                .map(Statement::of)
                .forEach(statements::add);
        // What stands beside the same resources and conditions, then what allows the same actions.
        List<Statement> merged =
                merged(statements, each -> List.of(each.resources(), each.conditions()));
        merged = merged(merged, each -> List.of(each.actions(), each.conditions()));
        merged =
                merged(
                        merged,
                        each ->
                                each.ofCreation()
                                        ? List.of(each.actions(), each.beyondCreation())
                                        : each);
        merged.sort(
                Comparator.comparing((Statement each) -> !each.conditions().isEmpty())
                        .thenComparing(each -> String.join(" ", each.actions()))
                        .thenComparing(each -> String.join(" ", each.resources())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        String partition = Region.of(region).metadata().partition().id();
        document.put("Statement", merged.stream().map(each -> written(each, partition)).toList());
        return document;
    }

    private static boolean unlimited(Permission permission) {
        return permission.resource().equals("*") && permission.conditions().isEmpty();
    }

    private static List<Statement> merged(
            List<Statement> statements, Function<Statement, Object> alike) {
        Map<Object, Statement> merged = new LinkedHashMap<>();
        statements.forEach(each -> merged.merge(alike.apply(each), each, Statement::and));
        return new ArrayList<>(merged.values());
    }

    private static Map<String, Object> written(Statement statement, String partition) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("Effect", "Allow");
        written.put("Action", new TreeSet<>(statement.actions()).stream().toList());
        written.put(
                "Resource",
                new TreeSet<>(statement.resources())
                        .stream()
                                .map(each ->
                                        each.replaceFirst("^arn:aws:", "arn:" + partition + ":"))
                                .toList());
        if (!statement.conditions().isEmpty()) {
            Map<String, Object> equal = new TreeMap<>();
            statement
                    .conditions()
                    .forEach((key, values) ->
                            equal.put(
                                    key,
                                    values.size() == 1
                                            ? values.iterator().next()
                                            : List.copyOf(new TreeSet<>(values))));
            written.put("Condition", Map.of("StringEquals", equal));
        }
        return written;
    }
}
