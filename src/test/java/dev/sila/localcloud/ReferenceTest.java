package dev.sila.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.wire.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The reference lists the operations that the code has. {@code -Dgolden.update=true} writes it
 * anew.
 */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/local-cloud.md");

    private static final String HEAD =
            """
            # What the local cloud has

            Generated from the code; a test compares it. An operation that is not listed is refused as AWS refuses an \
            operation that it does not have, and the local cloud logs a line that names it. A parameter or value that a \
            listed operation does not support is refused too, never ignored.

            """;

    @Test
    void listsEveryOperation() throws IOException {
        String expected;
        try (Rig rig = new Rig()) {
            expected = HEAD + table(rig.local().services());
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(expected);
    }

    private static String table(List<Service> services) {
        StringBuilder text = new StringBuilder("| service | operations |\n|---|---|\n");
        services.stream()
                .sorted(Comparator.comparing(Service::id, String.CASE_INSENSITIVE_ORDER))
                .forEach(each ->
                        text.append("| ")
                                .append(each.id())
                                .append(", API ")
                                .append(each.apiVersion())
                                .append(": ")
                                .append(each.operations().size())
                                .append(" | ")
                                .append(String.join(", ", each.operations()))
                                .append(" |\n"));
        return text.toString();
    }
}
