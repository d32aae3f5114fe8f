package dev.sila.blueprint;

import dev.sila.aws.kind.NetworkInterface;
import dev.sila.model.Balancer;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a host is told about itself: lines {@code KEY="value"} that a shell can read. */
final class UserData {
    private final Map<String, String> values = new LinkedHashMap<>();

    private UserData() {}

    /**
     * @param spotinst for hosts on spot whether Spotinst keeps their group; null for others
     */
    static String of(
            Environment environment,
            Hostclass hostclass,
            FleetFacts facts,
            @Nullable Boolean spotinst) {
        UserData data = new UserData();
        data.put("hostclass", hostclass.name());
        data.put("environment_name", environment.name());
        data.put("owner", facts.owner());
        data.put("domain_name", hostclass.domainName());
        data.put("project_name", environment.application());
        data.put("smoketest_termination", hostclass.smokeTestTermination());
        data.put("credential_buckets", String.join(" ", environment.hosts().credentialBuckets()));
        Hostclass.Launch launch = hostclass.launch();
        new TreeMap<>(launch.services())
                .forEach((variable, other) -> data.put(variable, address(other, facts)));
        data.put("eip", launch.elasticIp());
        data.put("floating_ip", address(hostclass.name(), facts));
        data.put("floating_ips", address(hostclass.name(), facts));
        if (spotinst != null) {
            data.put("is_spotinst", spotinst ? "1" : "0");
        }
        Balancer balancer = hostclass.balancer();
        if (balancer != null) {
            int port = balancer.ports().getFirst().inside().number();
            data.put("service_port", String.valueOf(port));
            data.put("health_url", balancer.check().path());
        }
        return data.text();
    }

    private static @Nullable String address(String hostclass, FleetFacts facts) {
        NetworkInterface kept = facts.reserved().get(hostclass);
        return kept == null ? null : kept.privateAddress();
    }

    private void put(String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            values.put(key, value);
        }
    }

    private String text() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=\"" + quoted(each.getValue()) + "\"\n")
                .collect(Collectors.joining());
    }

    /** The value as a shell reads it between double quotes; a line break becomes a space. */
    static String quoted(String value) {
        return value.replaceAll("([\\\\\"$`])", "\\\\$1").replaceAll("\\R", " ");
    }
}
