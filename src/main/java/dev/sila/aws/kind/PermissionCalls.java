package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;

/** Adds permissions to security groups and takes them away, many in one call. */
final class PermissionCalls {
    private final Ec2Client ec2;
    private final NetworkCalls calls;

    PermissionCalls(Ec2Client ec2, NetworkCalls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    /**
     * Makes a change for all permissions in one call. AWS refuses all of them if one is there
     * already, or gone already; then each is sent alone, and those that are right are passed.
     */
    static void each(List<IpPermission> permissions, Consumer<List<IpPermission>> change) {
        if (permissions.isEmpty()) {
            return;
        }
        try {
            change.accept(permissions);
        } catch (Ec2Exception e) {
            if (!settled(e)) {
                throw e;
            }
            if (permissions.size() > 1) {
                permissions.forEach(one -> each(List.of(one), change));
            }
        }
    }

    private static boolean settled(Ec2Exception error) {
        String code = String.valueOf(AwsErrors.code(error));
        return code.equals("InvalidPermission.Duplicate")
                || code.equals("InvalidPermission.NotFound");
    }

    void authorizeIngress(String id, List<IpPermission> permissions) {
        AuthorizeSecurityGroupIngressRequest request =
                AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId(id)
                        .ipPermissions(permissions)
                        .build();
        calls.whenVisible(id, () -> ec2.authorizeSecurityGroupIngress(request));
    }

    void authorizeEgress(String id, List<IpPermission> permissions) {
        AuthorizeSecurityGroupEgressRequest request =
                AuthorizeSecurityGroupEgressRequest.builder()
                        .groupId(id)
                        .ipPermissions(permissions)
                        .build();
        calls.whenVisible(id, () -> ec2.authorizeSecurityGroupEgress(request));
    }

    void revokeIngress(String id, List<IpPermission> permissions) {
        ec2.revokeSecurityGroupIngress(
                RevokeSecurityGroupIngressRequest.builder()
                        .groupId(id)
                        .ipPermissions(permissions)
                        .build());
    }

    void revokeEgress(String id, List<IpPermission> permissions) {
        ec2.revokeSecurityGroupEgress(
                RevokeSecurityGroupEgressRequest.builder()
                        .groupId(id)
                        .ipPermissions(permissions)
                        .build());
    }
}
