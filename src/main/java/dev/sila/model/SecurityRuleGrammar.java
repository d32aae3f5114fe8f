package dev.sila.model;

import dev.sila.model.SecurityRule.Ports;
import dev.sila.model.SecurityRule.Source;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The grammar of {@code N_sg_rules} and {@code N_egress_rules}: rules separated by commas, each
 * {@code protocol source port…} with a port written {@code 80}, {@code 8000:8080} or {@code -1}. A
 * source is a metanetwork, {@code all}, an IPv4 or IPv6 range, or a prefix list. All mistakes of a
 * text are reported.
 */
public final class SecurityRuleGrammar {
    private static final int LAST_PORT = 65535;

    /** EC2 answers these numbers with these names, so that only the names compare equal. */
    private static final Map<String, String> NAMED =
            Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", "-1");

    /** Eight digits before 2016, seventeen since. */
    private static final Pattern PREFIX_LIST = Pattern.compile("pl-[0-9a-f]{8}([0-9a-f]{9})?");

    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp");
    private static final Set<String> WITH_TYPES = Set.of("icmp", "icmpv6");

    private final String where;
    private final Collection<String> metaNetworks;
    private final Problems problems;

    /**
     * @param where the place of the text, for problems
     * @param metaNetworks the names that a rule may use as source
     */
    public SecurityRuleGrammar(String where, Collection<String> metaNetworks, Problems problems) {
        this.where = where;
        this.metaNetworks = List.copyOf(metaNetworks);
        this.problems = problems;
    }

    /** The rules of the text that are right. */
    public List<SecurityRule> read(String text) {
        List<SecurityRule> rules = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            if (!each.isBlank()) {
                rule(each.strip()).ifPresent(rules::add);
            }
        }
        return rules;
    }

    private Optional<SecurityRule> rule(String text) {
        List<String> words = Arrays.asList(text.split("\\s+"));
        if (words.size() < 3) {
            problem(
                    "the rule \"" + text + "\" has fewer than three words.",
                    "Write protocol, source and ports, such as: tcp dmz 443");
            return Optional.empty();
        }
        Optional<String> protocol = protocol(words.getFirst());
        Optional<Source> source = source(words.get(1));
        List<Ports> ports =
                protocol.map(known ->
                                words.stream()
                                        .skip(2)
                                        .flatMap(word -> ports(known, word).stream())
                                        .toList())
                        .orElse(List.of());
        if (protocol.isEmpty() || source.isEmpty() || ports.size() < words.size() - 2) {
            return Optional.empty();
        }
        return Optional.of(new SecurityRule(protocol.get(), source.get(), ports));
    }

    private Optional<String> protocol(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String named = NAMED.getOrDefault(lower, lower);
        boolean number = named.matches("\\d{1,3}") && Integer.parseInt(named) <= 255;
        if (number || NAMED.containsValue(named)) {
            return Optional.of(named);
        }
        problem(
                "\"" + word + "\" is no protocol.",
                Suggest.remedy(
                        word, NAMED.values(), "Use tcp, udp, icmp, icmpv6, all or a number."));
        return Optional.empty();
    }

    private Optional<Source> source(String word) {
        if (word.equals("all")) {
            return Optional.of(new SecurityRule.Everywhere());
        }
        if (word.contains(":")) {
            Optional<Ipv6Cidr> cidr = Ipv6Cidr.read(word);
            if (cidr.isEmpty()) {
                problem("\"" + word + "\" is no IPv6 range.", "Write it as 2001:db8::/32.");
            }
            return cidr.map(SecurityRule.Ipv6Range::new);
        }
        if (word.contains("/")) {
            Optional<Cidr> cidr = Cidr.read(word);
            if (cidr.isEmpty()) {
                problem("\"" + word + "\" is no IPv4 range.", "Write it as 10.0.0.0/8.");
            }
            return cidr.map(SecurityRule.Range::new);
        }
        if (metaNetworks.contains(word)) {
            return Optional.of(new SecurityRule.Net(word));
        }
        if (PREFIX_LIST.matcher(word).matches()) {
            return Optional.of(new SecurityRule.PrefixList(word));
        }
        problem(
                "\"" + word + "\" is no metanetwork of this environment.",
                Suggest.remedy(
                        word,
                        metaNetworks,
                        "Use all, a range such as 10.0.0.0/8, a prefix list (pl-...), or one of: "
                                + String.join(", ", metaNetworks)));
        return Optional.empty();
    }

    private Optional<Ports> ports(String protocol, String word) {
        if (WITH_PORTS.contains(protocol)) {
            return port(word);
        }
        if (word.equals("-1")) {
            return Optional.of(Ports.ALL);
        }
        if (WITH_TYPES.contains(protocol) && word.matches("\\d{1,3}(:\\d{1,3})?")) {
            List<Integer> numbers = Arrays.stream(word.split(":")).map(Integer::valueOf).toList();
            if (numbers.stream().allMatch(each -> each <= 255)) {
                return Optional.of(
                        new Ports(numbers.getFirst(), numbers.size() < 2 ? -1 : numbers.getLast()));
            }
        }
        problem(
                "\"" + word + "\" does not suit protocol " + protocol + ", which has no ports.",
                "Write -1.");
        return Optional.empty();
    }

    /** Reads one TCP or UDP port or range of ports. */
    Optional<Ports> port(String word) {
        if (!word.matches("\\d{1,5}(:\\d{1,5})?")) {
            problem(
                    "\"" + word + "\" is no port.",
                    word.equals("-1")
                            ? "For all ports write 0:65535."
                            : "Write one port, or a range as 8000:8080.");
            return Optional.empty();
        }
        String[] ends = word.split(":", -1);
        int from = Integer.parseInt(ends[0]);
        int to = ends.length < 2 ? from : Integer.parseInt(ends[1]);
        if (to > LAST_PORT || from > to) {
            problem(
                    "the ports " + word + " are out of range.",
                    "Ports go from 0 to 65535, upwards.");
            return Optional.empty();
        }
        return Optional.of(new Ports(from, to));
    }

    /** Reads {@code customer_ports}: ports separated by commas or white space. */
    public List<Ports> readPorts(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(each -> !each.isEmpty())
                .flatMap(each -> port(each).stream())
                .toList();
    }

    private void problem(String what, String remedy) {
        problems.error(where, what, remedy);
    }
}
