package dev.sila.localcloud.service;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * Matches SDK objects by AWS's filter names. A name is a path of fields in kebab case, such as
 * {@code vpc-id} or {@code attachment.vpc-id}, found in the object's own metadata: {@code
 * attachmentSet} answers to {@code attachment}, {@code ipPermissions} to {@code ip-permission}.
 * What AWS names otherwise is an alias. {@code tag:KEY}, {@code tag-key} and {@code tag-value} read
 * the object's tags.
 */
public final class FieldFilters {
    private static final Pattern PLAIN = Pattern.compile("[^*?\\\\]*");

    private final SdkPojo prototype;
    private final Map<String, String> aliases;

    /** Names that were asked for and exist, by what they mean. */
    private final Map<String, List<SdkField<?>>> paths = new ConcurrentHashMap<>();

    /**
     * @param prototype an empty object of the type that is filtered, such as a builder
     * @param aliases AWS's name of a filter to the path that it means; a key that ends in {@code
     *     .*} or a value likewise stands for all names with that beginning
     */
    public FieldFilters(SdkPojo prototype, Map<String, String> aliases) {
        this.prototype = prototype;
        this.aliases = Map.copyOf(aliases);
    }

    /**
     * Whether any value of the field equals one of the wanted values, in which {@code *} stands for
     * any text, {@code ?} for one character and a backslash takes their meaning away.
     *
     * @throws AwsFailure {@code InvalidParameterValue} if there is no such filter
     */
    public Predicate<SdkPojo> matching(String name, List<String> wanted) {
        Predicate<String> accepted = accepting(wanted);
        if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            List<SdkField<?>> keys = path("tag-key");
            List<SdkField<?>> values = path("tag-value");
            return object -> tagValues(object, key, keys, values).stream().anyMatch(accepted);
        }
        List<SdkField<?>> path = path(name);
        return object -> values(object, path).stream().anyMatch(accepted);
    }

    /** Whether a text is one of the wanted ones: plain ones are compared, others are patterns. */
    private static Predicate<String> accepting(List<String> wanted) {
        Set<String> plain = new HashSet<>();
        List<Pattern> patterns = new ArrayList<>();
        for (String each : wanted) {
            if (PLAIN.matcher(each).matches()) {
                plain.add(each);
            } else {
                patterns.add(pattern(each));
            }
        }
        return value ->
                plain.contains(value)
                        || patterns.stream().anyMatch(p -> p.matcher(value).matches());
    }

    private List<SdkField<?>> path(String name) {
        List<SdkField<?>> known = paths.get(name);
        if (known == null) {
            known = find(name);
            paths.put(name, known);
        }
        return known;
    }

    private List<SdkField<?>> find(String name) {
        String meant =
                switch (name) {
                    case "tag-key" -> "tag.key";
                    case "tag-value" -> "tag.value";
                    default -> unaliased(name);
                };
        List<SdkField<?>> path = new ArrayList<>();
        Optional<SdkPojo> at = Optional.of(prototype);
        for (String segment : Pattern.compile("\\.").splitAsStream(meant).toList()) {
            SdkField<?> field =
                    at.flatMap(pojo -> field(pojo, segment)).orElseThrow(() -> unknown(name));
            path.add(field);
            at = nested(field);
        }
        if (at.isPresent()) {
            throw unknown(name);
        }
        return path;
    }

    private String unaliased(String name) {
        String whole = aliases.get(name);
        if (whole != null) {
            return whole;
        }
        for (Map.Entry<String, String> alias : aliases.entrySet()) {
            if (alias.getKey().endsWith(".*")) {
                String beginning = alias.getKey().substring(0, alias.getKey().length() - 1);
                if (name.startsWith(beginning)) {
                    return unaliased(alias.getValue() + name.substring(beginning.length() - 1));
                }
            }
        }
        return name;
    }

    private static AwsFailure unknown(String name) {
        return new AwsFailure("InvalidParameterValue", "The filter '" + name + "' is invalid");
    }

    private static Optional<SdkField<?>> field(SdkPojo pojo, String segment) {
        for (SdkField<?> field : pojo.sdkFields()) {
            if (answers(kebab(field.unmarshallLocationName()), segment)
                    || answers(kebab(field.memberName()), segment)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static boolean answers(String name, String segment) {
        return name.equals(segment) || name.equals(segment + "-set") || name.equals(segment + "s");
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Optional<SdkPojo> nested(SdkField<?> field) {
        ListTrait list = field.getTrait(ListTrait.class);
        SdkField<?> element = list == null ? field : list.memberFieldInfo();
        return element.constructor() == null
                ? Optional.empty()
                : Optional.of(element.constructor().get());
    }

    private static List<String> values(SdkPojo object, List<SdkField<?>> path) {
        List<Object> found = List.of(object);
        for (SdkField<?> field : path) {
            List<Object> next = new ArrayList<>();
            for (Object each : found) {
                collect(field.getValueOrDefault(each), next);
            }
            found = next;
        }
        return found.stream().map(Object::toString).toList();
    }

    private static void collect(@Nullable Object value, List<Object> to) {
        if (value instanceof Collection<?> many) {
            to.addAll(many);
        } else if (value != null) {
            to.add(value);
        }
    }

    private static List<String> tagValues(
            SdkPojo object, String key, List<SdkField<?>> keys, List<SdkField<?>> values) {
        List<Object> tags = new ArrayList<>();
        collect(keys.getFirst().getValueOrDefault(object), tags);
        return tags.stream()
                .filter(tag -> key.equals(keys.getLast().getValueOrDefault(tag)))
                .map(tag -> String.valueOf(values.getLast().getValueOrDefault(tag)))
                .toList();
    }

    private static Pattern pattern(String wanted) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            char letter = wanted.charAt(i);
            if (letter == '\\' && i + 1 < wanted.length()) {
                i++;
                expression.append(Pattern.quote(wanted.substring(i, i + 1)));
            } else if (letter == '*') {
                expression.append(".*");
            } else if (letter == '?') {
                expression.append('.');
            } else {
                expression.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }
}
