package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference of options says what the code knows. {@code -Dgolden.update=true} writes it. */
class OptionReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/disco_vpc.md");

    private static final Path HOSTCLASSES = Path.of("docs/reference/disco_aws.md");

    private static final String HEAD =
            """
            # Options of disco_vpc.ini

            Generated from the code; a test compares it. Options stand in `[env:NAME]`, or for all environments of a \
            type in `[envtype:TYPE]`; the first of these that has an option counts. Words of a list are separated by \
            white space or commas. What the options do together: [Environments](../guide/environments.md).
            """;

    private static final String NETWORK =
            """

            ## Metanetworks

            N stands for the name of a metanetwork: letters, digits and hyphens. In a rule a source or destination \
            is a metanetwork, `all` for every metanetwork, an IPv4 or IPv6 range, or a prefix list (`pl-...`); the \
            protocol is `tcp`, `udp`, `icmp`, `icmpv6`, `all` or a number; a port is `443`, `8000:8080`, or `-1` for \
            a protocol without ports, of which ICMP may name type and code (`8` or `3:4`).

            """;

    private static final String HOSTCLASS_HEAD =
            """
            # Options of disco_aws.ini

            Generated from the code; a test compares it. An option of a hostclass is looked for as \
            `[hostclass] option@environment`, `[hostclass] option`, `[disco_aws] default_option@environment`, \
            `[disco_aws] default_option`; the first of these that is there counts. What the options do together: \
            [Hostclasses](../guide/hostclasses.md).
            """;

    @Test
    void saysWhatEveryOptionOfAHostclassIs() throws IOException {
        StringBuilder text = new StringBuilder(HOSTCLASS_HEAD);
        HostclassOptions.byTopic()
                .forEach((topic, options) ->
                        text.append("\n## ")
                                .append(topic)
                                .append("\n\n")
                                .append(table("", options)));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(HOSTCLASSES, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(HOSTCLASSES));
    }

    @Test
    void noOptionOfAHostclassIsLeftUndescribed() {
        List<KnownOption> described =
                HostclassOptions.byTopic().values().stream().flatMap(List::stream).toList();
        assertThat(described)
                .extracting(KnownOption::name)
                .containsExactlyInAnyOrderElementsOf(HostclassOptions.all().keySet());
        described(described);
    }

    @Test
    void saysWhatEveryOptionIs() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        VpcOptions.byTopic()
                .forEach((topic, options) -> {
                    text.append("\n## ").append(topic).append("\n\n").append(table("", options));
                    if (topic.equals("Addresses")) {
                        text.append(NETWORK).append(table("N", VpcOptions.ofMetaNetwork()));
                    }
                });
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(REFERENCE));
    }

    @Test
    void noOptionIsLeftUndescribed() {
        described(VpcOptions.with(List.of("dmz")).values());
    }

    private static void described(Collection<KnownOption> options) {
        assertThat(options)
                .hasSizeGreaterThan(25)
                .allSatisfy(each -> {
                    assertThat(each.description().value()).as(each.name()).isNotBlank();
                    assertThat(each.description().meaning()).as(each.name()).isNotBlank();
                    boolean known = each.fallback() != null || !each.carriedOut();
                    assertThat(each.description().absent().isBlank())
                            .as(each.name())
                            .isEqualTo(known);
                });
    }

    static String table(String prefix, List<KnownOption> options) {
        StringBuilder text =
                new StringBuilder(
                        "| option | value | what it does | without it |\n|---|---|---|---|\n");
        for (KnownOption each : options) {
            String absent =
                    each.fallback() == null
                            ? each.description().absent()
                            : "`" + each.fallback() + "`";
            String meaning =
                    each.description().meaning()
                            + (each.carriedOut() ? "" : "; not carried out yet");
            text.append(
                    "| `%s%s` | %s | %s | %s |\n"
                            .formatted(
                                    prefix,
                                    each.name(),
                                    each.description().value(),
                                    meaning,
                                    absent));
        }
        return text.toString();
    }
}
