package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.service.ec2.NetworkQuotas;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.HttpEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plans tell beside their changes, as a user asks for it. */
final class PlanCommandsTest {
    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(200).build();
    private Map<String, String> variables = Map.of();
    private String endpoint = "";

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        HttpEndpoint listening = cloud.listen(0, () -> {});
        endpoint = listening.uri().toString();
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.toString(),
                        "SILA_CONFIG", Path.of("examples/storefront").toAbsolutePath().toString());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run sila(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--endpoint-url", endpoint));
        return new Run.Desk("", variables).run(all.toArray(String[]::new));
    }

    private Map<String, @Nullable Object> json(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-o", "json"));
        Run run = sila(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return Json.object(run.out());
    }

    @Test
    void aPlanTellsItsCallsAndItsTime() {
        Run plan = sila("env", "plan", "--name", "storefront");
        assertThat(plan.out())
                .containsPattern(
                        "Applying it makes \\d+ or more API calls and usually takes about \\d+ s.")
                .containsPattern("ec2:CreateSubnet +8 calls, 8 of 50 tokens, refill 5/s")
                .contains("Longest chain: dhcp options storefront, vpc storefront, ")
                .doesNotContain("Quotas:");
    }

    @Test
    void programsReadThem() {
        Map<String, @Nullable Object> plan = json("env", "plan", "--name", "storefront");
        Map<String, @Nullable Object> made = json("env", "create", "--name", "storefront", "--yes");
        assertThat(plan)
                .extractingByKey("apiCalls")
                .extracting("write")
                .isEqualTo(writes(made) - 1); // That by which the run took its lease.
        assertThat(plan).extractingByKey("apiCalls").extracting("looking").isNotNull();
        assertThat(plan).extractingByKey("duration").extracting("seconds").isNotEqualTo(0);
        assertThat(plan).doesNotContainKey("quotas");
        String[] pipeline = {"pipeline", "plan", "--env", "storefront", "--pipeline", "storefront"};
        assertThat(json(pipeline))
                .extractingByKey("apiCalls")
                .hasFieldOrPropertyWithValue("orMore", true);
        assertThat(sila(pipeline).out()).contains("usually takes about 4 min");
    }

    private static int writes(Map<String, @Nullable Object> report) {
        Map<?, ?> calls = (Map<?, ?>) Objects.requireNonNull(report.get("apiCalls"));
        return ((Number) Objects.requireNonNull(calls.get("write"))).intValue();
    }

    @Test
    void nothingToDoAsksForNothing() {
        json("env", "create", "--name", "storefront", "--yes");
        assertThat(sila("env", "plan", "--name", "storefront", "--quotas").out())
                .startsWith("Nothing to do: ")
                .hasLineCount(1);
    }

    @Test
    void aQuotaThatDoesNotSufficeIsToldWithItsRemedy() {
        cloud.foundation().quotas().grant(NetworkQuotas.VPCS, 1);
        Run plan = sila("env", "plan", "--name", "storefront", "--quotas");
        assertThat(plan.code()).isZero();
        assertThat(plan.out())
                .containsPattern("VPCs per Region +1 of 1 in use, 1 more, EXCEEDED by 1")
                .containsPattern("Subnets per VPC +0 of 200 in use, 8 more, 192 left");
        assertThat(plan.err())
                .contains("VPCs per Region")
                .contains("--service-code vpc --quota-code L-F678F1CE --desired-value 2");
        assertThat(json("env", "plan", "--name", "storefront", "--quotas"))
                .extractingByKey("quotas")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting("left")
                .contains(-1, 192);
    }

    @Test
    void thePolicyIsPrintedAlone() {
        Run run = sila("env", "plan", "--name", "storefront", "--iam-policy");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Json.object(run.out())).containsOnlyKeys("Version", "Statement");
        assertThat(run.out()).contains("ec2:CreateVpc", "aws:RequestTag/sila:environment");
    }
}
