package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.config.ini.IniFile;
import dev.sila.config.ini.IniParser;
import dev.sila.model.Notification;
import dev.sila.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which environment a key of {@code [notifications]} is about. */
class NotificationKeyTest {
    @Provide
    Arbitrary<String> environments() {
        return Arbitraries.strings()
                .withChars("abc1-")
                .ofMinLength(1)
                .ofMaxLength(4)
                .filter(each -> !each.startsWith("-"));
    }

    @Provide
    Arbitrary<String> teams() {
        return Arbitraries.strings().withChars("abc1-_").ofMaxLength(8);
    }

    @Property
    void aKeyIsAboutOneEnvironmentWhateverTheTeam(
            @ForAll("teams") String team,
            @ForAll("environments") String environment,
            @ForAll("environments") String other) {
        String key = (team.isEmpty() ? "" : team + "_") + environment + "_info";
        String text = "[notifications]\n" + key + "=a@example.com\n";
        IniFile alarms = IniParser.parse("disco_alarms.ini", text, new Problems());
        Configuration configuration =
                new Configuration(
                        Path.of("."),
                        IniFile.empty("disco_aws.ini"),
                        IniFile.empty("disco_vpc.ini"),
                        List.of(),
                        Map.of(),
                        alarms,
                        IniFile.empty("disco_log_metrics.ini"),
                        IniFile.empty("disco_rds.ini"),
                        IniFile.empty("disco_elasticsearch.ini"));
        NotificationReader reader = new NotificationReader(configuration);
        assertThat(reader.read(environment)).extracting(Notification::name).containsExactly(key);
        assertThat(reader.read(other)).hasSize(other.equals(environment) ? 1 : 0);
    }
}
