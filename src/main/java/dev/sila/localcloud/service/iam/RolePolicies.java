package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.iam.Store.StoredRole;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** A role's own policies and the managed ones attached to it; those of AWS are known by ARN. */
final class RolePolicies {
    private static final int LARGEST_INLINE = 10_240;
    private static final int MOST_ATTACHED = 10;

    private final Store store;

    RolePolicies(Store store) {
        this.store = store;
    }

    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        StoredRole role = store.role(request.roleName());
        String name = Checks.name("policyName", request.policyName(), 128);
        TreeMap<String, String> after = new TreeMap<>(role.inline);
        after.put(name, PolicyDocument.permissions(request.policyDocument()));
        int size =
                after.values().stream().mapToInt(each -> each.replaceAll("\\s", "").length()).sum();
        if (size > LARGEST_INLINE) {
            throw Refusals.limitExceeded(
                    "Maximum policy size of %d bytes exceeded for role %s"
                            .formatted(LARGEST_INLINE, role.name));
        }
        role.inline.putAll(after);
        return PutRolePolicyResponse.builder().build();
    }

    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        StoredRole role = store.role(request.roleName());
        String name = Checks.name("policyName", request.policyName(), 128);
        String document = role.inline.get(name);
        if (document == null) {
            throw noSuchPolicy(name);
        }
        return GetRolePolicyResponse.builder()
                .roleName(role.name)
                .policyName(name)
                .policyDocument(PolicyDocument.encoded(document))
                .build();
    }

    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        StoredRole role = store.role(request.roleName());
        List<String> names =
                role.inline.keySet().stream().sorted(String.CASE_INSENSITIVE_ORDER).toList();
        Page<String> page = Page.of(names, each -> each, request.marker(), request.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        StoredRole role = store.role(request.roleName());
        String name = Checks.name("policyName", request.policyName(), 128);
        if (role.inline.remove(name) == null) {
            throw noSuchPolicy(name);
        }
        return DeleteRolePolicyResponse.builder().build();
    }

    /** Attaching twice is no error. */
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        StoredRole role = store.role(request.roleName());
        String arn = arn(request.policyArn());
        if (!arn.matches("arn:aws:iam::aws:policy/([!-~]+/)?[\\w+=,.@-]{1,128}")) {
            throw Refusals.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
        }
        if (!role.attached.containsKey(arn) && role.attached.size() >= MOST_ATTACHED) {
            throw Refusals.limitExceeded(
                    "Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
        }
        role.attached.put(arn, arn.substring(arn.lastIndexOf('/') + 1));
        return AttachRolePolicyResponse.builder().build();
    }

    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        StoredRole role = store.role(request.roleName());
        String arn = arn(request.policyArn());
        if (role.attached.remove(arn) == null) {
            throw Refusals.noSuchEntity("Policy " + arn + " was not found.");
        }
        return DetachRolePolicyResponse.builder().build();
    }

    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
            ListAttachedRolePoliciesRequest request) {
        StoredRole role = store.role(request.roleName());
        String prefix = Checks.pathPrefix(request.pathPrefix());
        List<AttachedPolicy> all =
                role.attached.keySet().stream()
                        .filter(each -> path(each).startsWith(prefix))
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .map(each -> policy(each, role))
                        .toList();
        Page<AttachedPolicy> page =
                Page.of(all, AttachedPolicy::policyArn, request.marker(), request.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static AttachedPolicy policy(String arn, StoredRole role) {
        return AttachedPolicy.builder().policyArn(arn).policyName(role.attached.get(arn)).build();
    }

    /** The path in a policy's ARN: {@code /service-role/} of {@code …:policy/service-role/X}. */
    private static String path(String arn) {
        return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
    }

    private static String arn(@Nullable String arn) {
        String given = Checks.length("policyArn", Checks.required("policyArn", arn), 20, 2048);
        if (!given.startsWith("arn:")) {
            throw new AwsFailure("InvalidInput", "ARN " + given + " is not valid.");
        }
        return given;
    }

    private static AwsFailure noSuchPolicy(String name) {
        return Refusals.noSuchEntity("The role policy with name " + name + " cannot be found.");
    }
}
