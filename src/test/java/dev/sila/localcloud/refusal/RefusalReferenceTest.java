package dev.sila.localcloud.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference lists the corpus. {@code -Dgolden.update=true} writes it anew. */
class RefusalReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/refusals.md");

    private static final String HEAD =
            """
            # What the local cloud refuses

            Generated from the corpus in `src/test/java/dev/sila/localcloud/refusal`, each rule of which is tried by a test. \
            It is what is known to be refused as AWS does, not all that is refused.
            """;

    @Test
    void listsEveryRule() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        Corpora.ALL.stream()
                .collect(
                        Collectors.groupingBy(
                                Corpus::service,
                                () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                                Collectors.flatMapping(
                                        each -> each.refusals().stream(), Collectors.toList())))
                .forEach((service, refusals) -> text.append(table(service, refusals)));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, text);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(text.toString());
    }

    private static String table(String service, List<Refusal> refusals) {
        return refusals.stream()
                .sorted(Comparator.comparing(Refusal::code).thenComparing(Refusal::rule))
                .map(each ->
                        "| `%s` | %s | [source](%s) |%n"
                                .formatted(each.code(), each.rule(), each.source()))
                .collect(
                        Collectors.joining(
                                "",
                                "\n## %s\n\n| code | rule | |\n|---|---|---|\n".formatted(service),
                                ""));
    }
}
