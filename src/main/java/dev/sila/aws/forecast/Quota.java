package dev.sila.aws.forecast;

import dev.sila.aws.Clients;
import dev.sila.engine.Plan;
import dev.sila.engine.Spec;
import java.util.function.Predicate;

/**
 * How many of a kind an account may have. Codes and standard values: <a
 * href="https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html">Service
 * endpoints and quotas</a>.
 *
 * @param service Service Quotas' code of the service
 * @param code Service Quotas' code of the quota
 * @param name for people
 * @param standard what AWS gives an account that asked for no more
 * @param counts which of the kind count
 * @param census counts what there is
 */
public record Quota<S extends Spec>(
        String service,
        String code,
        String name,
        int standard,
        Predicate<S> counts,
        Census census) {

    /** Every one of the kind counts. */
    public Quota(String service, String code, String name, int standard, Census census) {
        this(service, code, name, standard, each -> true, census);
    }

    /** How many there are now, whoever made them. */
    @FunctionalInterface
    public interface Census {
        /**
         * Counts them.
         *
         * @param plan tells the environment's VPC, for what is counted by VPC
         */
        long count(Clients clients, Plan plan);
    }
}
