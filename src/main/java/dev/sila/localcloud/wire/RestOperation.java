package dev.sila.localcloud.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TraitType;

/**
 * How one operation of a REST service is asked for.
 *
 * @param name AWS's name of it
 * @param path a pattern with a group for each name
 * @param names of the members in the path, in order
 * @param literals what the query string must have; an empty value stands for any
 * @param queries the members that the query string must have
 * @param headers the members that the headers must have
 * @param fixed how many characters of the path are fixed
 */
record RestOperation(
        String name,
        String method,
        Pattern path,
        List<String> names,
        Map<String, String> literals,
        List<String> queries,
        List<String> headers,
        int fixed) {
    private static final Pattern MEMBER = Pattern.compile("\\{([^}+]+)(\\+?)}");

    /**
     * @param template such as {@code /2015-02-01/file-systems/{FileSystemId}?policy}
     * @param request an empty builder of the request
     */
    static RestOperation of(String name, String method, String template, SdkPojo request) {
        int query = template.indexOf('?');
        String path = query < 0 ? template : template.substring(0, query);
        String fixedQuery = query < 0 ? "" : template.substring(query + 1);
        List<String> names = new ArrayList<>();
        return new RestOperation(
                name,
                method,
                pattern(path, names),
                List.copyOf(names),
                QueryString.parse(fixedQuery).first(),
                required(request, MarshallLocation.QUERY_PARAM),
                required(request, MarshallLocation.HEADER),
                MEMBER.matcher(path).replaceAll("").length());
    }

    private static Pattern pattern(String path, List<String> names) {
        StringBuilder pattern = new StringBuilder();
        Matcher members = MEMBER.matcher(path);
        int at = 0;
        boolean greedy = false;
        while (members.find()) {
            pattern.append(Pattern.quote(path.substring(at, members.start())));
            greedy = !members.group(2).isEmpty();
            pattern.append(greedy ? "(.+)" : "([^/]+)");
            names.add(members.group(1));
            at = members.end();
        }
        String rest = path.substring(at);
        pattern.append(
                Pattern.quote(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest));
        return Pattern.compile(pattern + (greedy ? "" : "/?"), Pattern.DOTALL);
    }

    private static List<String> required(SdkPojo request, MarshallLocation location) {
        return request.sdkFields().stream()
                .filter(field -> field.location() == location)
                .filter(field -> field.containsTrait(RequiredTrait.class, TraitType.REQUIRED_TRAIT))
                .map(SdkField::locationName)
                .toList();
    }

    /** The members in the path, if this operation is asked for. */
    Optional<Map<String, String>> match(String asked, String rawPath, QueryString query) {
        if (!method.equals(asked)
                || !literals.entrySet().stream().allMatch(each -> has(query, each))) {
            return Optional.empty();
        }
        Matcher matcher = path.matcher(rawPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> members = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.put(names.get(i), decode(matcher.group(i + 1)));
        }
        return Optional.of(members);
    }

    private static boolean has(QueryString query, Map.Entry<String, String> literal) {
        return query.value(literal.getKey())
                .filter(value -> literal.getValue().isEmpty() || literal.getValue().equals(value))
                .isPresent();
    }

    /** Whether the members that it must have outside of path and body are there. */
    boolean isComplete(Incoming incoming, QueryString query) {
        return queries.stream().allMatch(each -> query.value(each).isPresent())
                && headers.stream().allMatch(each -> incoming.header(each).isPresent());
    }

    /** How many members it must have outside of path and body. */
    int demands() {
        return queries.size() + headers.size();
    }

    /** A plus sign in a path is a plus sign. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
