package dev.sila.aws.smoke;

import dev.sila.aws.Rosters.Member;
import java.util.Collection;
import java.util.Set;

/**
 * A smoke test of hosts. It is asked again and again, every 15 seconds or so, about hosts that have
 * not passed it yet.
 */
public interface SmokeTest {
    /** For people, what a host that passes does: {@code carries the tag smoketest=tested}. */
    String passing();

    /** Those of these hosts that pass now. It must not wait for hosts that do not answer yet. */
    Set<String> passed(Collection<Member> hosts);

    /**
     * Why the host did not pass when it was asked last, for people; empty where {@link #passing}
     * says all.
     */
    default String reason(String instanceId) {
        return "";
    }
}
