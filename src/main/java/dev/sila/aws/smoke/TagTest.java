package dev.sila.aws.smoke;

import dev.sila.aws.Rosters.Member;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Hosts that say so themselves, by a tag; costs no call. Source: Asiaq's host contract. */
public final class TagTest implements SmokeTest {
    private static final String TESTED = "tested";

    @Override
    public String passing() {
        return "carries the tag smoketest=" + TESTED;
    }

    @Override
    public Set<String> passed(Collection<Member> hosts) {
        return hosts.stream()
                .filter(each -> each.testing().equals(TESTED))
                .map(Member::instanceId)
                .collect(Collectors.toSet());
    }
}
