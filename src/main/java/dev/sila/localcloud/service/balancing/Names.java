package dev.sila.localcloud.service.balancing;

import static dev.sila.localcloud.service.balancing.Refused.invalid;

import org.jspecify.annotations.Nullable;

/** The rules for names of load balancers and target groups. */
public final class Names {
    private Names() {}

    /**
     * Refuses a name that AWS refuses.
     *
     * @param kind {@code Load balancer}, {@code LoadBalancer} (the classic one) or {@code Target
     *     group}
     */
    public static void check(String kind, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw invalid(kind + " name cannot be empty");
        }
        String said = kind + " name '" + name + "'";
        if (name.length() > 32) {
            throw invalid(said + " cannot be longer than '32' characters");
        }
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw invalid(
                    said
                            + " can only contain characters that are alphanumeric characters and"
                            + " hyphens(-)");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            throw invalid(said + " cannot begin or end with '-'");
        }
        if (kind.equals("Load balancer") && name.startsWith("internal-")) {
            throw invalid(said + " cannot begin with 'internal-'");
        }
    }
}
