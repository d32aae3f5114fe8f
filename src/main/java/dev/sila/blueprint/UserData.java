package dev.sila.blueprint;

import dev.sila.model.Balancer;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a host is told about itself: lines {@code KEY="value"} that a shell can read. */
final class UserData {
    private final Map<String, String> values = new LinkedHashMap<>();

    private UserData() {}

    static String of(Environment environment, Hostclass hostclass, @Nullable String owner) {
        UserData data = new UserData();
        data.put("hostclass", hostclass.name());
        data.put("environment_name", environment.name());
        data.put("owner", owner);
        data.put("domain_name", hostclass.domainName());
        data.put("project_name", environment.application());
        data.put("smoketest_termination", hostclass.smokeTestTermination());
        Balancer balancer = hostclass.balancer();
        if (balancer != null) {
            int port = balancer.ports().getFirst().inside().number();
            data.put("service_port", String.valueOf(port));
            data.put("health_url", balancer.check().path());
        }
        return data.text();
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
