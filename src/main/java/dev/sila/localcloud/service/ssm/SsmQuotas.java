package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Quota;
import java.util.List;

/**
 * Systems Manager's limits ("AWS Systems Manager endpoints and quotas"). Those whose code is not
 * known here are numbers, and not listed by Service Quotas.
 */
final class SsmQuotas {
    static final Quota AUTOMATIONS =
            new Quota("ssm", "L-09101E66", "Concurrently executing Automations", 100, true);

    /** The account's own documents. */
    static final int DOCUMENTS = 500;

    /** Parameters of the standard tier; ten times as many of the advanced one. */
    static final int STANDARD_PARAMETERS = 10_000;

    /** Maintenance windows of the account. */
    static final int WINDOWS = 50;

    private SsmQuotas() {}

    static List<Quota> all() {
        return List.of(AUTOMATIONS);
    }
}
