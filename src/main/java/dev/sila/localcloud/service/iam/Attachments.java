package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.Quotas;
import dev.sila.localcloud.service.policy.SourcedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PolicyDetail;

/** The policies of one user, group or role: its own, the managed ones, and its boundary. */
final class Attachments {
    /**
     * What differs between users, groups and roles.
     *
     * @param noun AWS's, in its messages
     * @param quotaName AWS's, in its messages
     * @param quota how many managed policies one may have
     * @param largest characters of all own policies together, white space aside
     */
    record Rules(String noun, String quotaName, Quota quota, int largest) {
        static final Rules ROLE =
                new Rules("role", "PoliciesPerRole", Limits.POLICIES_PER_ROLE, 10_240);
        static final Rules USER =
                new Rules("user", "PoliciesPerUser", Limits.POLICIES_PER_USER, 2_048);
        static final Rules GROUP =
                new Rules("group", "PoliciesPerGroup", Limits.POLICIES_PER_GROUP, 5_120);
    }

    private final Rules rules;
    private final Map<String, PolicyText> inline = new TreeMap<>();
    private final Map<String, StoredPolicy> attached = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    @Nullable StoredPolicy boundary;

    Attachments(Rules rules) {
        this.rules = rules;
    }

    /** Writes an own policy; all of them together have a largest size. */
    void put(String owner, @Nullable String policyName, @Nullable String document) {
        String name = Checks.name("policyName", policyName, 128);
        PolicyText text = PolicyText.permissions("policyDocument", document);
        int others =
                inline.entrySet().stream()
                        .filter(each -> !each.getKey().equals(name))
                        .mapToInt(each -> each.getValue().size())
                        .sum();
        if (others + text.size() > rules.largest()) {
            throw Refusals.limitExceeded(
                    "Maximum policy size of %d bytes exceeded for %s %s"
                            .formatted(rules.largest(), rules.noun(), owner));
        }
        inline.put(name, text);
    }

    PolicyText get(@Nullable String policyName) {
        String name = Checks.name("policyName", policyName, 128);
        PolicyText document = inline.get(name);
        if (document == null) {
            throw notFound(name);
        }
        return document;
    }

    void delete(@Nullable String policyName) {
        get(policyName);
        inline.remove(policyName);
    }

    /** Attaching twice is no error. */
    void attach(StoredPolicy policy, Quotas quotas) {
        if (!attached.containsKey(policy.arn())) {
            Checks.quota(quotas, rules.quota(), rules.quotaName(), attached.size());
            attached.put(policy.arn(), policy);
        }
    }

    void detach(String arn) {
        if (attached.remove(arn) == null) {
            throw Refusals.noSuchEntity("Policy " + arn + " was not found.");
        }
    }

    Page<String> names(@Nullable String marker, @Nullable Integer most) {
        List<String> names =
                inline.keySet().stream().sorted(String.CASE_INSENSITIVE_ORDER).toList();
        return Page.of(names, each -> each, marker, most);
    }

    Page<AttachedPolicy> attached(
            @Nullable String pathPrefix, @Nullable String marker, @Nullable Integer most) {
        String prefix = Checks.pathPrefix(pathPrefix);
        List<AttachedPolicy> all =
                attached.values().stream()
                        .filter(each -> each.path.startsWith(prefix))
                        .map(Attachments::shown)
                        .toList();
        return Page.of(all, AttachedPolicy::policyArn, marker, most);
    }

    /** Those attached, all of them, as answers show them. */
    List<AttachedPolicy> attached() {
        return attached.values().stream().map(Attachments::shown).toList();
    }

    /** Its own ones, all of them, as answers show them. */
    List<PolicyDetail> details() {
        return inline.entrySet().stream()
                .map(each ->
                        PolicyDetail.builder()
                                .policyName(each.getKey())
                                .policyDocument(each.getValue().encoded())
                                .build())
                .toList();
    }

    boolean has(StoredPolicy policy) {
        return attached.containsValue(policy);
    }

    /** The boundary as answers show it, if there is one. */
    @Nullable AttachedPermissionsBoundary shownBoundary() {
        return boundary == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(boundary.arn())
                        .permissionsBoundaryType(
                                PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .build();
    }

    /** Everything that gives permissions, for evaluation. */
    List<SourcedPolicy> sources(String owner) {
        List<SourcedPolicy> sources = new ArrayList<>();
        inline.forEach((name, text) ->
                sources.add(text.from(rules.noun() + "_" + owner + "_" + name, rules.noun())));
        attached.values()
                .forEach(each ->
                        sources.add(each.current().document().from(each.name, "IAM Policy")));
        return sources;
    }

    /** The boundary for evaluation, if there is one. */
    Optional<List<SourcedPolicy>> boundarySource() {
        return Optional.ofNullable(boundary)
                .map(each -> List.of(each.current().document().from(each.name, "IAM Policy")));
    }

    /** Refuses to delete the owner while it has policies, in the order in which IAM looks. */
    void refuseIfAny() {
        if (!attached.isEmpty()) {
            throw Refusals.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!inline.isEmpty()) {
            throw Refusals.deleteConflict("Cannot delete entity, must delete policies first.");
        }
    }

    private AwsFailure notFound(String name) {
        return Refusals.noSuchEntity(
                "The " + rules.noun() + " policy with name " + name + " cannot be found.");
    }

    private static AttachedPolicy shown(StoredPolicy policy) {
        return AttachedPolicy.builder().policyArn(policy.arn()).policyName(policy.name).build();
    }
}
