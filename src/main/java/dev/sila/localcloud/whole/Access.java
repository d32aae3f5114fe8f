package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.access.CredentialCheck;
import dev.sila.localcloud.service.access.Enforcement;
import dev.sila.localcloud.service.access.Surroundings;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.AuthorizationMessages;
import dev.sila.localcloud.service.sts.Sts;

/** Who may do what: IAM, STS, and the look at every call's credentials and policies. */
final class Access {
    private Access() {}

    /**
     * Adds them.
     *
     * @param enforced whether policies decide about calls; otherwise everybody may do everything
     */
    static void join(
            Foundation foundation,
            Assembly assembly,
            AccountSurroundings.Parts parts,
            boolean enforced) {
        Iam iam = parts.iam();
        AuthorizationMessages messages = new AuthorizationMessages();
        Sts sts = new Sts(foundation, iam, messages, enforced);
        Surroundings account = new AccountSurroundings(parts, sts);
        if (enforced) {
            assembly.interceptor(new Enforcement(foundation, account, messages));
        }
        assembly.interceptor(new CredentialCheck(account))
                .service(iam.service())
                .service(sts.service())
                .count("roles", iam::roles)
                .count("instanceProfiles", iam::instanceProfiles);
    }
}
