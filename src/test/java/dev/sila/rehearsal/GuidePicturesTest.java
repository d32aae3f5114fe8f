package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Networks;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import dev.sila.graph.EnvironmentGraph;
import dev.sila.graph.EnvironmentGraph.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The guide's pictures are what {@code sila env graph} draws of the examples. {@code
 * -Dgolden.update=true} draws them anew: look at them then.
 */
final class GuidePicturesTest {
    private static final Path IMAGES = Path.of("docs/guide/images");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @Test
    void theStorefrontAsTheFilesSay() throws IOException {
        try (Stage stage = new Stage()) {
            Plan plan = plan(stage, "storefront");
            compare("storefront.svg", EnvironmentGraph.of(plan, View.PLANNED).svg());
        }
    }

    /** Somebody opened a port and took a route away; the next plan mends it and brings hosts. */
    @Test
    void theStorefrontAfterAnAccident() throws IOException {
        try (Stage stage = new Stage()) {
            assertThat(stage.apply(plan(stage)).problems()).isEmpty();
            Ec2Client ec2 = stage.cloud().clients().ec2();
            Plan made = plan(stage);
            ec2.authorizeSecurityGroupIngress(request ->
                    request.groupId(id(made, "security group rules storefront_dmz"))
                            .ipProtocol("tcp")
                            .fromPort(22)
                            .toPort(22)
                            .cidrIp("0.0.0.0/0"));
            ec2.deleteRoute(request ->
                    request.routeTableId(id(made, "route table storefront_tunnel"))
                            .destinationCidrBlock("0.0.0.0/0"));
            Plan mending = plan(stage, "storefront");
            compare("storefront-diff.svg", EnvironmentGraph.of(mending, View.COMPARISON).svg());
        }
    }

    private static String id(Plan plan, String key) {
        return plan.found().stream()
                .filter(each -> each.key().toString().equals(key))
                .map(Found::id)
                .findFirst()
                .orElseThrow();
    }

    private static Plan plan(Stage stage, String... pipelines) {
        var files = ConfigurationReader.read(Path.of("examples/storefront"));
        return Environments.of(stage.cloud(), files)
                .plan(new Networks.Request("storefront", null, Map.of()), List.of(pipelines));
    }

    private static void compare(String name, String svg) throws IOException {
        Path file = IMAGES.resolve(name);
        if (UPDATE) {
            Files.createDirectories(IMAGES);
            Files.writeString(file, svg);
        }
        assertThat(svg).isEqualTo(Files.readString(file));
    }
}
