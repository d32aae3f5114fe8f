package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.Quota;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;

/** The account itself: its alias and the summary of what is in it. */
final class Account {
    private final Store store;
    private final Providers providers;
    private @Nullable String alias;

    Account(Store store, Providers providers) {
        this.store = store;
        this.providers = providers;
    }

    /** An account has one alias; a new one takes the place of the old. */
    public CreateAccountAliasResponse createAccountAlias(CreateAccountAliasRequest request) {
        alias = name(request.accountAlias());
        return CreateAccountAliasResponse.builder().build();
    }

    public ListAccountAliasesResponse listAccountAliases(ListAccountAliasesRequest request) {
        Page<String> page =
                Page.of(
                        Optional.ofNullable(alias).stream().toList(),
                        each -> each,
                        request.marker(),
                        request.maxItems());
        return ListAccountAliasesResponse.builder()
                .accountAliases(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteAccountAliasResponse deleteAccountAlias(DeleteAccountAliasRequest request) {
        String name = name(request.accountAlias());
        if (!name.equals(alias)) {
            throw Refusals.noSuchEntity(
                    "The Account Alias with name " + name + " cannot be found.");
        }
        alias = null;
        return DeleteAccountAliasResponse.builder().build();
    }

    public GetAccountSummaryResponse getAccountSummary(GetAccountSummaryRequest request) {
        Map<String, Integer> summary = new TreeMap<>();
        count(summary, "Users", store.users.size(), Limits.USERS);
        count(summary, "Groups", store.groups.size(), Limits.GROUPS);
        count(summary, "Roles", store.roles.size(), Limits.ROLES);
        count(summary, "InstanceProfiles", store.profiles.size(), Limits.PROFILES);
        count(summary, "Policies", store.policies.size(), Limits.POLICIES);
        count(summary, "ServerCertificates", store.certificates.size(), Limits.CERTIFICATES);
        int versions = store.policies.all().stream().mapToInt(each -> each.versions.size()).sum();
        summary.put("PolicyVersionsInUse", versions);
        summary.put("PolicyVersionsInUseQuota", 10_000);
        summary.put("VersionsPerPolicyQuota", 5);
        summary.put("PolicySizeQuota", store.quotas.of(Limits.POLICY_LENGTH));
        summary.put("AssumeRolePolicySizeQuota", store.quotas.of(Limits.TRUST_LENGTH));
        summary.put("UserPolicySizeQuota", 2048);
        summary.put("GroupPolicySizeQuota", 5120);
        summary.put("RolePolicySizeQuota", 10_240);
        summary.put("AttachedPoliciesPerUserQuota", store.quotas.of(Limits.POLICIES_PER_USER));
        summary.put("AttachedPoliciesPerGroupQuota", store.quotas.of(Limits.POLICIES_PER_GROUP));
        summary.put("AttachedPoliciesPerRoleQuota", store.quotas.of(Limits.POLICIES_PER_ROLE));
        summary.put("GroupsPerUserQuota", store.quotas.of(Limits.GROUPS_PER_USER));
        summary.put("AccessKeysPerUserQuota", store.quotas.of(Limits.ACCESS_KEYS));
        summary.put("SigningCertificatesPerUserQuota", 2);
        summary.put("Providers", providers.size());
        summary.put("MFADevices", 0);
        summary.put("MFADevicesInUse", 0);
        summary.put("AccountMFAEnabled", 0);
        summary.put("AccountAccessKeysPresent", 0);
        summary.put("AccountSigningCertificatesPresent", 0);
        summary.put("AccountPasswordPresent", 1);
        summary.put("GlobalEndpointTokenVersion", 1);
        return GetAccountSummaryResponse.builder().summaryMapWithStrings(summary).build();
    }

    private void count(Map<String, Integer> summary, String name, int present, Quota quota) {
        summary.put(name, present);
        summary.put(name + "Quota", store.quotas.of(quota));
    }

    private static String name(@Nullable String alias) {
        String name = Checks.length("accountAlias", Checks.required("accountAlias", alias), 3, 63);
        if (!name.matches("[a-z0-9]([a-z0-9]|-(?!-))*[a-z0-9]")) {
            throw Refusals.constraint(
                    "accountAlias",
                    "'" + name + "'",
                    "Member must satisfy regular expression pattern:"
                            + " ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$");
        }
        return name;
    }
}
