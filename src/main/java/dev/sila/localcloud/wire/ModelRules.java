package dev.sila.localcloud.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.AwsFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Refuses requests that break AWS's own model of the API: members that are missing, too short, too
 * long, too many, outside their bounds, or that do not match their pattern or enumeration. AWS
 * checks this before the service itself sees the request, and tells all that is wrong at once.
 *
 * <p>The rules come from a resource that is extracted from botocore's models by {@code
 * src/build/model-rules.py}, one member a line.
 */
public final class ModelRules implements Interceptor {
    private final Map<String, String> codes;
    private final Supplier<JsonNode> rules;

    /**
     * @param codes the signing names of those whose requests are checked, each with the code by
     *     which it refuses, such as {@code ValidationException}
     */
    public ModelRules(Map<String, String> codes) {
        this.codes = Map.copyOf(codes);
        this.rules = new Once();
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        String code = codes.get(call.service());
        if (code != null) {
            check(call, code);
        }
        return next.handle(call);
    }

    private void check(Call call, String code) {
        List<String> problems = new ArrayList<>();
        JsonNode ofCall = rules.get().path(call.service()).path(call.action());
        members("", "", call.request(), ofCall, problems);
        if (!problems.isEmpty()) {
            throw new AwsFailure(
                    code,
                    problems.size()
                            + (problems.size() == 1 ? " validation error" : " validation errors")
                            + " detected: "
                            + String.join("; ", problems));
        }
    }

    /**
     * @param path where the rules name the object, such as {@code Tags[].}
     * @param shown where AWS's message names it, such as {@code tags.1.member.}
     */
    private static void members(
            String path, String shown, SdkPojo object, JsonNode rules, List<String> problems) {
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            String name = field.memberName();
            String at = shown + Character.toLowerCase(name.charAt(0)) + name.substring(1);
            if (value == null
                    || value instanceof SdkAutoConstructList<?>
                    || value instanceof SdkAutoConstructMap<?, ?>) {
                if (rules.path(path + name).path("required").asBoolean()) {
                    problems.add(problem(null, at, "Member must not be null"));
                }
            } else {
                value(path + name, at, value, rules, problems);
            }
        }
    }

    private static void value(
            String path, String shown, Object value, JsonNode rules, List<String> problems) {
        JsonNode rule = rules.path(path);
        switch (value) {
            case SdkPojo pojo -> members(path + ".", shown + ".", pojo, rules, problems);
            case List<?> list -> {
                size(rule, shown, value, list.size(), "length", problems);
                for (int i = 0; i < list.size(); i++) {
                    element(
                            path + "[]",
                            shown + "." + (i + 1) + ".member",
                            list.get(i),
                            rules,
                            problems);
                }
            }
            case Map<?, ?> map -> {
                size(rule, shown, value, map.size(), "length", problems);
                map.forEach((key, each) ->
                        element(path + "{}", shown + "." + key + ".member", each, rules, problems));
            }
            case String text -> {
                size(rule, shown, value, text.codePointCount(0, text.length()), "length", problems);
                text(rule, shown, text, problems);
            }
            case Number number -> size(rule, shown, value, number.doubleValue(), "value", problems);
            default -> {
                // Booleans, times and bytes have no rules.
            }
        }
    }

    private static void element(
            String path,
            String shown,
            @Nullable Object value,
            JsonNode rules,
            List<String> problems) {
        if (value != null) {
            value(path, shown, value, rules, problems);
        }
    }

    private static void size(
            JsonNode rule,
            String shown,
            Object value,
            double size,
            String what,
            List<String> problems) {
        if (rule.has("min") && size < rule.get("min").asDouble()) {
            problems.add(
                    problem(
                            value,
                            shown,
                            "Member must have "
                                    + what
                                    + " greater than or equal to "
                                    + rule.get("min").asText()));
        }
        if (rule.has("max") && size > rule.get("max").asDouble()) {
            problems.add(
                    problem(
                            value,
                            shown,
                            "Member must have "
                                    + what
                                    + " less than or equal to "
                                    + rule.get("max").asText()));
        }
    }

    private static void text(JsonNode rule, String shown, String value, List<String> problems) {
        if (rule.has("pattern") && !Pattern.matches(rule.get("pattern").asText(), value)) {
            problems.add(
                    problem(
                            value,
                            shown,
                            "Member must satisfy regular expression pattern: "
                                    + rule.get("pattern").asText()));
        }
        List<String> known = new ArrayList<>();
        rule.path("enum").forEach(each -> known.add(each.asText()));
        if (!known.isEmpty() && !known.contains(value)) {
            problems.add(problem(value, shown, "Member must satisfy enum value set: " + known));
        }
    }

    private static String problem(@Nullable Object value, String shown, String constraint) {
        String given = value == null ? "null" : "'" + value + "'";
        return "Value " + given + " at '" + shown + "' failed to satisfy constraint: " + constraint;
    }

    /** The rules, read when the first request is checked. */
    private static final class Once implements Supplier<JsonNode> {
        private final AtomicReference<@Nullable JsonNode> read = new AtomicReference<>();

        @Override
        public JsonNode get() {
            JsonNode known = read.get();
            if (known == null) {
                known = load();
                read.set(known);
            }
            return known;
        }

        private static JsonNode load() {
            try (InputStream resource =
                    ModelRules.class.getResourceAsStream("/dev/sila/localcloud/model-rules.json")) {
                return Json.MAPPER.readTree(Objects.requireNonNull(resource));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
