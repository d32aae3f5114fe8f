package dev.sila.localcloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The account's quotas in this region. A service registers its own when it is made and asks for the
 * value each time it enforces one, so that an increase counts at once. Under the local cloud's
 * lock.
 */
public final class Quotas {
    private final List<Quota> all = new ArrayList<>();
    private final Map<Quota, Integer> raised = new HashMap<>();

    /** Makes quotas known, in the order in which they are listed. */
    public void register(List<Quota> quotas) {
        all.addAll(quotas);
    }

    /** All quotas that a service registered. */
    public List<Quota> all() {
        return List.copyOf(all);
    }

    /** What the account may have now. */
    public int of(Quota quota) {
        return raised.getOrDefault(quota, quota.standard());
    }

    /** Grants another value. */
    public void grant(Quota quota, int value) {
        raised.put(quota, value);
    }
}
