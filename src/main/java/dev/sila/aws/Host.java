package dev.sila.aws;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance of an environment.
 *
 * @param state AWS's name of it, such as {@code running}
 * @param privateName its private DNS name; empty if it has none
 * @param securityGroups the names of its security groups
 * @param tags all of them, by key
 */
public record Host(
        String instanceId,
        String state,
        @Nullable String privateAddress,
        @Nullable String publicAddress,
        String privateName,
        String zone,
        String instanceType,
        String imageId,
        Instant launched,
        List<String> securityGroups,
        Map<String, String> tags) {

    /** What a host writes on itself once its smoke test has passed: seed, "host contract". */
    public static final String SMOKE_TEST = "smoketest";

    private static final String TESTED = "tested";

    public Host {
        securityGroups = List.copyOf(securityGroups);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** Its tag {@code hostclass}; empty if it has none. */
    public String hostclass() {
        return tag("hostclass");
    }

    /** The name that the host gave itself by its tag {@code hostname}; empty before it has. */
    public String hostname() {
        return tag("hostname");
    }

    /** Who it belongs to, by its tag {@code owner}. */
    public String owner() {
        return tag("owner");
    }

    /** Its product line, by its tag {@code productline}. */
    public String productLine() {
        return tag("productline");
    }

    /** The autoscaling group that launched it; empty if none did. */
    public String group() {
        return tag("aws:autoscaling:groupName");
    }

    /** A tag's value; empty if there is none. */
    public String tag(String key) {
        return tags.getOrDefault(key, "");
    }

    public boolean running() {
        return state.equals("running");
    }

    /** Whether the host says that its smoke test has passed. */
    public boolean smokeTested() {
        return tag(SMOKE_TEST).equals(TESTED);
    }

    /**
     * Whether it goes by that name: its own, or its private DNS name, with or without the domain.
     * Its {@code Name} tag does not count: it is that of all hosts of a group.
     */
    public boolean isCalled(String name) {
        return name.equals(hostname())
                || name.equals(privateName)
                || name.equals(privateName.split("\\.", 2)[0]);
    }
}
