package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.AwsFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The attribute keys of one kind of resource, AWS's defaults and the values that they take. */
final class AttributeTable {
    private record Rule(String standard, Predicate<String> takes, String said) {}

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final String kind;

    /**
     * An empty one.
     *
     * @param kind as refusals say it: {@code Load balancer}, {@code Target group} or {@code
     *     Listener}
     */
    AttributeTable(String kind) {
        this.kind = kind;
    }

    AttributeTable flag(String key, boolean standard) {
        return oneOf(key, String.valueOf(standard), "true", "false");
    }

    AttributeTable text(String key, String standard) {
        return add(key, standard, value -> value.length() <= 1024, "have up to 1024 characters");
    }

    AttributeTable range(String key, int standard, int least, int most) {
        return add(
                key,
                String.valueOf(standard),
                value -> within(value, least, most),
                "be between " + least + " and " + most);
    }

    /** A number, or a word for none. */
    AttributeTable rangeOr(String key, String word, String standard, int most) {
        return add(
                key,
                standard,
                value -> value.equals(word) || within(value, 1, most),
                "be '" + word + "' or between 1 and " + most);
    }

    AttributeTable oneOf(String key, String standard, String... values) {
        Set<String> known = Set.of(values);
        return add(key, standard, known::contains, "be one of " + String.join(", ", values));
    }

    /** A number that may also be 0. */
    AttributeTable zeroOr(String key, int least, int most) {
        return add(
                key,
                "0",
                value -> value.equals("0") || within(value, least, most),
                "be 0 or between " + least + " and " + most);
    }

    private AttributeTable add(String key, String standard, Predicate<String> takes, String said) {
        rules.put(key, new Rule(standard, takes, said));
        return this;
    }

    private static boolean within(String value, int least, int most) {
        return value.matches("[0-9]{1,7}")
                && Integer.parseInt(value) >= least
                && Integer.parseInt(value) <= most;
    }

    /** Every key with AWS's default. */
    Map<String, String> defaults() {
        Map<String, String> all = new TreeMap<>();
        rules.forEach((key, rule) -> all.put(key, rule.standard()));
        return all;
    }

    /**
     * The attributes after a change.
     *
     * @throws AwsFailure {@code InvalidConfigurationRequest} for a key that this resource does not
     *     have, one that comes twice, and a value that the key does not take
     */
    Map<String, String> changed(Map<String, String> now, List<Change> changes) {
        Map<String, String> after = new TreeMap<>(now);
        if (changes.stream().map(Change::key).distinct().count() < changes.size()) {
            throw conflict(kind + " attribute keys must be unique");
        }
        for (Change change : changes) {
            Rule rule = rules.get(String.valueOf(change.key()));
            if (rule == null) {
                throw conflict(
                        "%s attribute key '%s' is not recognized".formatted(kind, change.key()));
            }
            String value = change.value() == null ? "" : change.value();
            if (!rule.takes().test(value)) {
                throw conflict(
                        "%s attribute '%s' must %s, not '%s'"
                                .formatted(kind, change.key(), rule.said(), value));
            }
            after.put(String.valueOf(change.key()), value);
        }
        return after;
    }

    /** An attribute as a request has it. */
    record Change(@Nullable String key, @Nullable String value) {}

    static AwsFailure conflict(String message) {
        return new AwsFailure("InvalidConfigurationRequest", message);
    }
}
