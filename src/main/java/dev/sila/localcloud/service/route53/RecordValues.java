package dev.sila.localcloud.service.route53;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * How the values of each type of record are written (developer guide, "Supported DNS record
 * types"). Names in values may be relative to nothing: with or without a dot at the end they are
 * whole.
 */
final class RecordValues {
    private static final int MOST = 400;
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*");
    private static final int LONGEST_STRING = 255;
    private static final int LARGEST_16 = 65_535;
    private static final int LARGEST_8 = 255;
    private static final String HEX = "[0-9a-fA-F\\s]+";

    private RecordValues() {}

    /** What is wrong with the values of a set. */
    static List<String> problems(ResourceRecordSet record) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String type = record.typeAsString();
        for (ResourceRecord each : record.resourceRecords()) {
            if (!seen.add(each.value())) {
                problems.add("Duplicate Resource Record: '" + each.value() + "'");
            }
            problem(type, each.value())
                    .ifPresent(why -> problems.add("Invalid Resource Record: '" + why + "'"));
        }
        boolean single = type.equals("CNAME") || type.equals("SOA");
        int most = single ? 1 : MOST;
        if (record.resourceRecords().size() > most) {
            problems.add(
                    "The resource record set %s has %d values; a set of type %s has at most %d."
                            .formatted(record.name(), seen.size(), type, most));
        }
        return problems;
    }

    private static Optional<String> problem(String type, String value) {
        try {
            return switch (type) {
                case "A" ->
                        ifNot(
                                IPV4.matcher(value).matches(),
                                "ARRDATAIllegalIPv4Address",
                                "Value is not a valid IPv4 address",
                                value);
                case "AAAA" ->
                        ifNot(
                                isIpv6(value),
                                "AAAARRDATAIllegalIPv6Address",
                                "Value is not a valid IPv6 address",
                                value);
                case "TXT", "SPF" -> strings(value);
                case "CNAME", "NS", "PTR" -> name(value);
                default -> fields(type, value);
            };
        } catch (DnsName.Malformed wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static Optional<String> name(String value) {
        DnsName.of(value);
        return Optional.empty();
    }

    /** The types whose values are fields with spaces between them. */
    private static Optional<String> fields(String type, String value) {
        String[] fields = value.strip().split("\\s+", -1);
        boolean wellFormed =
                switch (type) {
                    case "MX" -> fields.length == 2 && numbers(LARGEST_16, fields[0]);
                    case "SRV" ->
                            fields.length == 4
                                    && numbers(LARGEST_16, fields[0], fields[1], fields[2]);
                    case "SOA" ->
                            fields.length == 7
                                    && numbers(
                                            Integer.MAX_VALUE,
                                            fields[2],
                                            fields[3],
                                            fields[4],
                                            fields[5],
                                            fields[6]);
                    case "CAA" ->
                            value.matches("\\d{1,3}\\s+[a-zA-Z0-9]+\\s+\"[^\"]*\"")
                                    && numbers(LARGEST_8, fields[0]);
                    case "NAPTR" ->
                            value.matches(
                                    "\\d{1,5}\\s+\\d{1,5}\\s+\"[a-zA-Z0-9]*\"\\s+\"[^\"]*\"\\s+\"[^\"]*\"\\s+\\S+");
                    case "DS" -> value.matches("\\d{1,5}\\s+\\d{1,3}\\s+\\d{1,3}\\s+" + HEX);
                    case "TLSA" -> value.matches("\\d{1,3}\\s+\\d{1,3}\\s+\\d{1,3}\\s+" + HEX);
                    case "SSHFP" -> value.matches("\\d{1,3}\\s+\\d{1,3}\\s+" + HEX);
                    case "SVCB", "HTTPS" -> fields.length > 1 && numbers(LARGEST_16, fields[0]);
                    default -> throw new IllegalStateException("No type of records: " + type);
                };
        if (wellFormed && List.of("MX", "SRV", "NAPTR").contains(type)) {
            target(fields[fields.length - 1]);
        }
        return ifNot(
                wellFormed,
                type + "RRDATAInvalidFields",
                "Value does not have the fields of a record of type " + type,
                value);
    }

    /** A name, or a dot for none. */
    private static void target(String name) {
        if (!name.equals(".")) {
            DnsName.of(name);
        }
    }

    private static boolean numbers(int most, String... fields) {
        return IntStream.range(0, fields.length)
                .allMatch(index ->
                        fields[index].matches("\\d{1,10}")
                                && Long.parseLong(fields[index]) <= most);
    }

    /** One or more strings in quotation marks, each of at most 255 characters. */
    private static Optional<String> strings(String value) {
        Matcher string = STRING.matcher(value);
        int at = 0;
        while (at < value.length() && string.region(at, value.length()).lookingAt()) {
            if (string.group(1).length() > LONGEST_STRING) {
                return Optional.of(
                        fatal(
                                "CharacterStringTooLong",
                                "Value is longer than 255 characters",
                                value));
            }
            at = string.end();
        }
        return ifNot(
                at == value.length() && at > 0,
                "InvalidCharacterString",
                "Value should be enclosed in quotation marks",
                value);
    }

    /** Eight groups of hexadecimal digits, of which one run of zeros may be left out. */
    private static boolean isIpv6(String value) {
        int gap = value.indexOf("::");
        if (!IPV6.matcher(value).matches() || (value.indexOf("::", gap + 1) > gap && gap >= 0)) {
            return false;
        }
        String before = gap < 0 ? value : value.substring(0, gap);
        String after = gap < 0 ? "" : value.substring(gap + 2);
        int groups = groups(before) + groups(after);
        return gap < 0 ? groups == 8 : groups >= 0 && groups < 8;
    }

    private static int groups(String part) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] groups = part.split(":", -1);
        return List.of(groups).stream().allMatch(each -> each.matches("[0-9a-fA-F]{1,4}"))
                ? groups.length
                : -9;
    }

    private static Optional<String> ifNot(
            boolean right, String kind, String sentence, String value) {
        return right ? Optional.empty() : Optional.of(fatal(kind, sentence, value));
    }

    private static String fatal(String kind, String sentence, String value) {
        return "FATAL problem: %s (%s) encountered with '%s'".formatted(kind, sentence, value);
    }
}
