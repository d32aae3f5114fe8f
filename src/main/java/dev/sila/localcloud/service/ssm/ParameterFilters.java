package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Filters of parameters (ParameterStringFilter). */
final class ParameterFilters {
    private static final Set<String> OF_PATH = Set.of("Type", "KeyId", "Label");
    private static final Set<String> OF_DESCRIPTION =
            Set.of("Name", "Type", "KeyId", "Path", "Label", "Tier", "DataType");

    private ParameterFilters() {}

    /** Those that GetParametersByPath knows: type, key and label. */
    static Predicate<Parameter> ofPath(List<ParameterStringFilter> filters) {
        filters.forEach(each -> {
            known(each, OF_PATH);
            option(each, Set.of("Equals", "BeginsWith"));
        });
        return parameter -> filters.stream().allMatch(each -> matches(parameter, each));
    }

    /** Those that DescribeParameters knows. */
    static Predicate<Parameter> ofDescription(List<ParameterStringFilter> filters, Tags tags) {
        for (ParameterStringFilter each : filters) {
            if (!each.key().startsWith("tag:")) {
                known(each, OF_DESCRIPTION);
            }
            option(
                    each,
                    switch (each.key()) {
                        case "Path" -> Set.of("Recursive", "OneLevel");
                        case "Name" -> Set.of("Equals", "BeginsWith", "Contains");
                        default -> Set.of("Equals", "BeginsWith");
                    });
            if (each.key().equals("Path")
                    && each.values().stream().anyMatch(path -> !path.startsWith("/"))) {
                throw new AwsFailure(
                        "InvalidFilterValue", "The parameter path must begin with a slash.");
            }
        }
        return parameter ->
                filters.stream()
                        .allMatch(each ->
                                each.key().startsWith("tag:")
                                        ? tags.matches(
                                                Tags.PARAMETER,
                                                parameter.name,
                                                each.key().substring(4),
                                                each.values())
                                        : matches(parameter, each));
    }

    private static void known(ParameterStringFilter filter, Set<String> keys) {
        if (!keys.contains(filter.key())) {
            throw Refusals.invalidFilter(filter.key());
        }
        if (filter.values().isEmpty()) {
            throw new AwsFailure(
                    "InvalidFilterValue", "The filter " + filter.key() + " has no values.");
        }
    }

    private static void option(ParameterStringFilter filter, Set<String> options) {
        if (filter.option() != null && !options.contains(filter.option())) {
            throw new AwsFailure(
                    "InvalidFilterOption",
                    "The filter option %s is not valid for the key %s. Valid options: %s"
                            .formatted(filter.option(), filter.key(), options));
        }
    }

    private static boolean matches(Parameter parameter, ParameterStringFilter filter) {
        return filter.values().stream().anyMatch(value -> matches(parameter, filter, value));
    }

    private static boolean matches(
            Parameter parameter, ParameterStringFilter filter, String value) {
        Parameter.Version latest = parameter.latest();
        return switch (filter.key()) {
            case "Name" -> compare(plain(parameter.name), filter.option(), plain(value));
            case "Type" -> compare(latest.type().toString(), filter.option(), value);
            case "KeyId" -> compare(String.valueOf(latest.keyId()), filter.option(), value);
            case "Tier" -> compare(latest.tier().toString(), filter.option(), value);
            case "DataType" -> compare(latest.dataType(), filter.option(), value);
            case "Label" -> parameter.selected(value).filter(each -> !digits(value)).isPresent();
            default -> isUnder(parameter.name, value, "Recursive".equals(filter.option()));
        };
    }

    /** Names in the root are the same with and without a slash. */
    private static String plain(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static boolean digits(String text) {
        return text.matches("\\d+");
    }

    private static boolean compare(String actual, @Nullable String option, String value) {
        return switch (option) {
            case "BeginsWith" -> actual.startsWith(value);
            case "Contains" -> actual.contains(value);
            case null, default -> actual.equals(value);
        };
    }

    private static boolean isUnder(String name, String path, boolean recursive) {
        String prefix = path.endsWith("/") ? path : path + "/";
        String full = name.startsWith("/") ? name : "/" + name;
        return full.startsWith(prefix) && (recursive || full.indexOf('/', prefix.length()) < 0);
    }

    /** The version that a filter by label means, or the newest. */
    static Parameters.Selected labelled(Parameter parameter, List<ParameterStringFilter> filters) {
        Optional<Parameter.Version> labelled =
                filters.stream()
                        .filter(each -> each.key().equals("Label"))
                        .flatMap(each -> each.values().stream())
                        .flatMap(label -> parameter.selected(label).stream())
                        .findFirst();
        return new Parameters.Selected(parameter, labelled.orElseGet(parameter::latest), null);
    }
}
