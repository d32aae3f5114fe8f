package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.AwsFailure;
import org.jspecify.annotations.Nullable;

/** The rules for names of load balancers and target groups. */
final class Names {
    private Names() {}

    /**
     * @param kind {@code Load balancer} or {@code Target group}
     */
    static void check(String kind, @Nullable String name) {
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

    static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationError", message);
    }
}
