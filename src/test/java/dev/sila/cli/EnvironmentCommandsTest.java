package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.HttpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands one by one, over HTTP, on a local cloud, as a user types them. */
final class EnvironmentCommandsTest {
    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(200).build();
    private Map<String, String> variables = Map.of();

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        HttpEndpoint endpoint = cloud.listen(0, () -> {});
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.toString(),
                        "SILA_CONFIG", Path.of("examples/storefront").toAbsolutePath().toString(),
                        "ENDPOINT", endpoint.uri().toString());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run sila(String... words) {
        return typing("", words);
    }

    private Run typing(String typed, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--endpoint-url");
        all.add(variables.get("ENDPOINT"));
        String[] terminals = typed.isEmpty() ? new String[0] : new String[] {"in", "err"};
        return new Run.Desk(typed, variables, terminals).run(all.toArray(String[]::new));
    }

    private Map<String, @Nullable Object> json(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("-o");
        all.add("json");
        Run run = sila(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return Json.object(run.out());
    }

    @Test
    void anEnvironmentIsMadeAndDestroyed() throws IOException {
        assertThat(sila("env", "plan", "--name", "storefront", "--detailed-exitcode").code())
                .isEqualTo(2);
        Map<String, @Nullable Object> created =
                json("env", "create", "--name", "storefront", "--yes");
        assertThat(created).extractingByKey("plan").hasFieldOrPropertyWithValue("create", 24);
        assertThat(sila("env", "plan", "--name", "storefront", "--detailed-exitcode").code())
                .isZero();
        assertThat(sila("env", "list").out()).containsPattern("storefront +storefront +vpc-");

        Run refused = typing("storefrunt\n", "env", "destroy", "--name", "storefront");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing was changed");
        Run destroyed = typing("storefront\n", "env", "destroy", "--name", "storefront");
        assertThat(destroyed.code()).as(destroyed.err()).isZero();
        assertThat(sila("env", "show", "--name", "storefront").code()).isEqualTo(1);
        assertThat(audit()).contains("CreateVpc", "DeleteVpc").doesNotContain("s3:GetObject");
    }

    @Test
    void aPipelineIsBroughtUpInSequenceAndDown() {
        json("env", "create", "--name", "storefront", "--yes");
        assertThat(pipeline("plan").out())
                .contains("+ load balancer storefront-mhcweb", "15 to create");
        Run up = pipeline("up", "-y");
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(up.err().indexOf("Sequence 1 is in service"))
                .isBetween(0, up.err().indexOf("Sequence 2 is in service"));
        assertThat(sila("host", "list", "--env", "storefront").out().lines()).hasSize(4);
        Run whole = sila("env", "plan", "--name", "storefront", "--pipeline", "storefront");
        assertThat(whole.out()).startsWith("Nothing to do: ");
        assertThat(sila("env", "show", "--name", "storefront").out())
                .contains("auto scaling group", "storefront_mhcweb", "subnet");
        assertThat(pipeline("down", "-y").code()).isZero();
        assertThat(sila("host", "list", "--env", "storefront").out().lines()).hasSizeLessThan(2);
    }

    @Test
    void driftHasTheExitCodesOfAPlan() {
        Run missing = sila("env", "drift", "--name", "storefront");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.out())
                .contains("vpc storefront is missing")
                .endsWith("0 different, 24 missing, 0 not in the files; 0 as the files say.\n");
        json("env", "create", "--name", "storefront", "--yes");
        assertThat(json("env", "drift", "--name", "storefront"))
                .containsEntry("asWanted", 24)
                .containsEntry("drift", List.of());
        assertThat(sila("env", "drift", "--name", "storefrunt").code()).isEqualTo(1);
        Run never = sila("env", "drift", "--name", "storefront", "--watch", "--interval", "0");
        assertThat(never.code()).isEqualTo(2);
        assertThat(never.err()).contains("--interval 0", "at least 1 second");
    }

    @Test
    void whatIsMadeLooksAsItWasPlanned() throws IOException {
        Run nothing = sila("env", "graph", "--name", "storefront");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.err()).contains("--planned");
        Run planned = sila("env", "graph", "--name", "storefront", "--planned");
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.out()).startsWith("<svg ").contains("10.20.4.0/23", "tcp 5672");
        json("env", "create", "--name", "storefront", "--yes");
        assertThat(sila("env", "graph", "--name", "storefront").out()).isEqualTo(planned.out());
        Path file = folder.resolve("picture.svg");
        Run diff = sila("env", "graph", "--name", "storefront", "--diff", "--out", file.toString());
        assertThat(diff.code()).as(diff.err()).isZero();
        assertThat(Files.readString(file)).contains("before and after the plan");
        Run dot = sila("env", "graph", "--name", "storefront", "--format", "dot");
        assertThat(dot.out())
                .startsWith("digraph \"storefront\" {")
                .contains("\"row dmz\" -> \"row intranet\" [label=\"tcp 8080\"]");
        assertThat(sila("env", "graph", "--name", "storefront", "--format", "png").code())
                .isEqualTo(2);
        assertThat(sila("env", "graph", "--name", "storefront", "--diff", "--planned").code())
                .isEqualTo(2);
    }

    private Run pipeline(String... verb) {
        List<String> words = new ArrayList<>(List.of("pipeline"));
        words.addAll(List.of(verb));
        words.addAll(List.of("--env", "storefront", "--pipeline", "storefront"));
        return sila(words.toArray(String[]::new));
    }

    private String audit() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(each));
            }
        }
        return text.toString();
    }

    @Test
    void aSavedPlanIsCarriedOutOnce() {
        String file = folder.resolve("plan.json").toString();
        assertThat(sila("env", "plan", "--name", "storefront", "--out", file).code()).isZero();
        assertThat(sila("env", "apply", file, "--yes").code()).isZero();
        Run again = sila("env", "apply", file, "--yes");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("something in it has changed since");
    }

    @Test
    void withoutItsNetworkAPipelineSaysWhatIsMissing() {
        Run run = sila("pipeline", "plan", "--env", "storefront", "--pipeline", "storefront");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("storefront", "sila env create");
    }

    @Test
    void wrongNamesSuggestTheRightOnes() {
        assertThat(sila("env", "plan", "--name", "storefrunt").err()).contains("storefront");
        assertThat(sila("env", "plan", "--name", "storefront", "--pipeline", "storefrunt").err())
                .contains("Did you mean storefront?");
    }

    @Test
    void nothingIsSaidOfAnEnvironmentThatDoesNotExist() {
        json("env", "create", "--name", "storefront", "--yes");
        assertThat(sila("host", "list", "--env", "storefront").code()).isZero();
        for (String noun : List.of("host list", "env show")) {
            String[] words = (noun + " --env storefrunt").split(" ");
            Run run = sila(words);
            assertThat(run.code()).as(noun).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("environment storefrunt", "Did you mean storefront?");
        }
    }

    @Test
    void withoutATerminalNothingIsChangedUnasked() {
        Run run = sila("env", "create", "--name", "storefront");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("--yes");
        assertThat(sila("env", "list").out().lines()).hasSizeLessThan(2);
    }
}
