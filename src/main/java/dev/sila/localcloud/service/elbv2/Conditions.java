package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.traffic.AddressRange;
import dev.sila.localcloud.traffic.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Conditions of rules: checked, and turned into what requests are held against. */
final class Conditions {
    private static final int LONGEST = 128;
    private static final Set<String> FIELDS =
            Set.of(
                    "host-header",
                    "path-pattern",
                    "http-header",
                    "query-string",
                    "http-request-method",
                    "source-ip");

    private Conditions() {}

    /**
     * Refuses conditions that AWS refuses (ALB guide, "Condition types for listener rules").
     *
     * @param values how many values a rule may have
     * @param wildcards how many wildcards a rule may have
     */
    static void check(List<RuleCondition> conditions, int values, int wildcards) {
        if (conditions.isEmpty()) {
            throw invalid("A rule must have at least one condition");
        }
        Set<String> once = new HashSet<>();
        for (RuleCondition condition : conditions) {
            String field = String.valueOf(condition.field());
            if (!FIELDS.contains(field)) {
                throw invalid(
                        "Condition field '"
                                + field
                                + "' must be one of '"
                                + String.join(", ", FIELDS.stream().sorted().toList())
                                + "'");
            }
            boolean many = field.equals("http-header") || field.equals("query-string");
            if (!many && !once.add(field)) {
                throw invalid("A rule can have at most one '" + field + "' condition");
            }
            check(condition, field);
        }
        if (conditions.stream().mapToLong(each -> texts(each).size()).sum() > values) {
            throw new AwsFailure(
                    "TooManyRules", "A rule can have at most " + values + " condition values");
        }
        long stars =
                conditions.stream()
                        .flatMap(each -> texts(each).stream())
                        .mapToLong(text -> text.chars().filter(c -> c == '*' || c == '?').count())
                        .sum();
        if (stars > wildcards) {
            throw invalid("A rule can have at most " + wildcards + " condition wildcards");
        }
    }

    private static void check(RuleCondition condition, String field) {
        List<String> texts = texts(condition);
        if (texts.isEmpty()) {
            throw invalid("A condition value must be specified");
        }
        if (!regexes(condition).isEmpty() && texts.size() > regexes(condition).size()) {
            throw invalid("Values and regular expressions cannot be given together");
        }
        for (String text : texts) {
            if (text.isEmpty() || text.length() > LONGEST) {
                throw invalid("A condition value must have 1 to 128 characters");
            }
        }
        for (String text : regexes(condition)) {
            compiled(text);
        }
        switch (field) {
            case "host-header" -> each(plain(condition), "[A-Za-z0-9.*?_-]*\\.?[A-Za-z0-9.*?_-]+");
            case "path-pattern" ->
                    each(plain(condition), "[A-Za-z0-9_\\-.$/~\"'@:+&()!,;=%*?\\\\]+");
            case "http-request-method" -> each(texts, "[A-Z_-]{1,40}");
            case "source-ip" -> texts.forEach(Conditions::range);
            case "http-header" -> headerName(condition);
            default -> {
                // A query string takes any text.
            }
        }
    }

    private static void each(List<String> texts, String expression) {
        for (String text : texts) {
            if (!text.matches(expression)) {
                throw invalid(
                        "Condition value '" + text + "' contains a character that is not valid");
            }
        }
    }

    private static void range(String text) {
        if (AddressRange.parse(text).isEmpty()) {
            throw invalid("Condition value '" + text + "' must be a valid CIDR block");
        }
    }

    private static void headerName(RuleCondition condition) {
        String name =
                condition.httpHeaderConfig() == null
                        ? null
                        : condition.httpHeaderConfig().httpHeaderName();
        if (name == null || !name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}")) {
            throw invalid("The HTTP header name must have 1 to 40 characters of a token");
        }
        if (name.equalsIgnoreCase("Host")) {
            throw invalid("Use a host-header condition for the host header");
        }
    }

    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw invalid("'" + text + "' is not a valid regular expression");
        }
    }

    /** All values of whatever kind, from the new or the old spelling. */
    private static List<String> texts(RuleCondition condition) {
        return Stream.of(
                        plain(condition).stream(),
                        regexes(condition).stream(),
                        pairs(condition).stream().map(each -> String.valueOf(each.value())))
                .flatMap(each -> each)
                .toList();
    }

    private static List<String> plain(RuleCondition condition) {
        return Stream.of(
                        Optional.ofNullable(condition.hostHeaderConfig()).map(c -> c.values()),
                        Optional.ofNullable(condition.pathPatternConfig()).map(c -> c.values()),
                        Optional.ofNullable(condition.httpHeaderConfig()).map(c -> c.values()),
                        Optional.ofNullable(condition.httpRequestMethodConfig())
                                .map(c -> c.values()),
                        Optional.ofNullable(condition.sourceIpConfig()).map(c -> c.values()),
                        Optional.of(condition.values()))
                .flatMap(Optional::stream)
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> regexes(RuleCondition condition) {
        return Stream.of(
                        Optional.ofNullable(condition.hostHeaderConfig()).map(c -> c.regexValues()),
                        Optional.ofNullable(condition.pathPatternConfig())
                                .map(c -> c.regexValues()),
                        Optional.ofNullable(condition.httpHeaderConfig()).map(c -> c.regexValues()),
                        Optional.of(condition.regexValues()))
                .flatMap(Optional::stream)
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<QueryStringKeyValuePair> pairs(RuleCondition condition) {
        return condition.queryStringConfig() == null
                ? List.of()
                : condition.queryStringConfig().values();
    }

    /** What requests are held against. */
    static Condition living(RuleCondition condition) {
        return switch (condition.field()) {
            case "host-header" -> Condition.host(patterns(condition, false));
            case "path-pattern" -> Condition.path(patterns(condition, true));
            case "http-header" ->
                    Condition.header(
                            condition.httpHeaderConfig().httpHeaderName(),
                            patterns(condition, false));
            case "http-request-method" -> Condition.method(Set.copyOf(plain(condition)));
            case "source-ip" ->
                    Condition.source(
                            plain(condition).stream()
                                    .map(AddressRange::parse)
                                    .flatMap(Optional::stream)
                                    .toList());
            default -> Condition.query(pairs(condition).stream().map(Conditions::pair).toList());
        };
    }

    private static Condition.Pair pair(QueryStringKeyValuePair pair) {
        return new Condition.Pair(
                pair.key() == null ? null : Condition.wildcard(pair.key(), false),
                Condition.wildcard(pair.value(), false));
    }

    private static List<Pattern> patterns(RuleCondition condition, boolean caseCounts) {
        List<String> regexes = regexes(condition);
        return regexes.isEmpty()
                ? plain(condition).stream()
                        .map(text -> Condition.wildcard(text, caseCounts))
                        .toList()
                : regexes.stream().map(Conditions::compiled).toList();
    }
}
