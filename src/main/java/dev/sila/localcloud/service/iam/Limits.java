package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.Quota;
import java.util.List;

/** The quotas of IAM. Source: IAM user guide, "IAM and AWS STS quotas". */
final class Limits {
    static final Quota ROLES = quota("L-FE177D64", "Roles per account", 1000, true);
    static final Quota USERS = quota("L-F55AF5E4", "Users per account", 5000, false);
    static final Quota GROUPS = quota("L-F4A5425F", "Groups per account", 300, true);
    static final Quota PROFILES = quota("L-6E65F664", "Instance profiles per account", 1000, true);
    static final Quota POLICIES =
            quota("L-E95E4862", "Customer managed policies per account", 1500, true);
    static final Quota CERTIFICATES =
            quota("L-BF35879D", "Server certificates per account", 20, true);
    static final Quota SAML_PROVIDERS =
            quota("L-DB618D39", "SAML providers per account", 100, true);
    static final Quota OPEN_ID_PROVIDERS =
            quota("L-858F3967", "OpenId connect providers per account", 100, true);
    static final Quota POLICIES_PER_ROLE =
            quota("L-0DA4ABF3", "Managed policies per role", 10, true);
    static final Quota POLICIES_PER_USER =
            quota("L-4019AD8B", "Managed policies per user", 10, true);
    static final Quota POLICIES_PER_GROUP =
            quota("L-384571C4", "Managed policies per group", 10, false);
    static final Quota GROUPS_PER_USER = quota("L-7A1621EC", "IAM groups per user", 10, false);
    static final Quota ACCESS_KEYS = quota("L-8758042E", "Access keys per user", 2, false);
    static final Quota TRUST_LENGTH = quota("L-C07B4B0D", "Role trust policy length", 2048, true);
    static final Quota POLICY_LENGTH = quota("L-ED111B8C", "Managed policy length", 6144, false);

    private Limits() {}

    static List<Quota> all() {
        return List.of(
                ROLES,
                USERS,
                GROUPS,
                PROFILES,
                POLICIES,
                CERTIFICATES,
                SAML_PROVIDERS,
                OPEN_ID_PROVIDERS,
                POLICIES_PER_ROLE,
                POLICIES_PER_USER,
                POLICIES_PER_GROUP,
                GROUPS_PER_USER,
                ACCESS_KEYS,
                TRUST_LENGTH,
                POLICY_LENGTH);
    }

    private static Quota quota(String code, String name, int standard, boolean adjustable) {
        return new Quota("iam", code, name, standard, adjustable);
    }
}
