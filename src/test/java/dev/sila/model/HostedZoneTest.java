package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostedZoneTest {
    private static final List<HostedZone> ZONES =
            List.of(
                    new HostedZone("Z1", "example.com", false),
                    new HostedZone("Z2", "dev.example.com", false),
                    new HostedZone("Z3", "example.com", true),
                    new HostedZone("Z4", "ev.example.com", false));

    @Test
    void aNameBelongsIntoTheNearestPublicAndTheNearestPrivateZone() {
        assertThat(HostedZone.of("web-ci.dev.example.com", ZONES))
                .extracting(HostedZone::id)
                .containsExactly("Z2", "Z3");
        assertThat(HostedZone.of("web-ci.example.com", ZONES))
                .extracting(HostedZone::id)
                .containsExactly("Z1", "Z3");
        assertThat(HostedZone.of("dev.example.com", ZONES))
                .extracting(HostedZone::id)
                .containsExactly("Z2", "Z3");
        assertThat(HostedZone.of("web-ci.example.org", ZONES)).isEmpty();
    }
}
