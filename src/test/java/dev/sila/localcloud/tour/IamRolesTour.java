package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM's roles, their policies and boundaries, instance profiles, service-linked roles. */
final class IamRolesTour implements Tour {
    static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """;
    static final String PERMISSIONS =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::artifacts/*"}]}
            """;
    static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    static final String SSM_CORE = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

    @Override
    public String service() {
        return "IAM";
    }

    @Override
    public void walk(Rig rig) {
        IamClient iam = rig.iam();
        roles(iam);
        policies(iam);
        boundaries(iam);
        profiles(iam);
        serviceLinked(rig, iam);
    }

    private static void roles(IamClient iam) {
        Role role =
                iam.createRole(r ->
                                r.roleName("web")
                                        .path("/fleet/")
                                        .assumeRolePolicyDocument(TRUST)
                                        .maxSessionDuration(7200)
                                        .description("of the web fleet")
                                        .tags(t -> t.key("team").value("a")))
                        .role();
        assertThat(role.arn()).isEqualTo("arn:aws:iam::000000000000:role/fleet/web");
        iam.createRole(r -> r.roleName("other").assumeRolePolicyDocument(TRUST));
        assertThat(iam.listRoles(r -> r.pathPrefix("/fleet/")).roles()).hasSize(1);
        assertThat(iam.listRolesPaginator(r -> r.maxItems(1)).roles()).hasSize(2);
        iam.updateRole(r -> r.roleName("web").maxSessionDuration(3600));
        assertThat(iam.getRole(r -> r.roleName("web")).role().description())
                .isEqualTo("of the web fleet");
        iam.updateRoleDescription(r -> r.roleName("web").description("now"));
        iam.updateAssumeRolePolicy(
                r -> r.roleName("web").policyDocument(TRUST.replace("ec2.", "ssm.")));
        Role read = iam.getRole(r -> r.roleName("web")).role();
        assertThat(read.description()).isEqualTo("now");
        assertThat(read.maxSessionDuration()).isEqualTo(3600);
        assertThat(read.assumeRolePolicyDocument()).contains("ssm.amazonaws.com");
        iam.tagRole(r -> r.roleName("web").tags(t -> t.key("owner").value("ops")));
        iam.untagRole(r -> r.roleName("web").tagKeys("team"));
        assertThat(iam.listRoleTags(r -> r.roleName("web")).tags())
                .extracting(Tag::key)
                .containsExactly("owner");
        iam.deleteRole(r -> r.roleName("other"));
        assertThat(iam.listRoles().roles()).hasSize(1);
    }

    private static void policies(IamClient iam) {
        iam.putRolePolicy(r -> r.roleName("web").policyName("read").policyDocument(PERMISSIONS));
        assertThat(iam.getRolePolicy(r -> r.roleName("web").policyName("read")).policyDocument())
                .contains("s3%3AGetObject");
        assertThat(iam.listRolePolicies(r -> r.roleName("web")).policyNames())
                .containsExactly("read");
        iam.attachRolePolicy(r -> r.roleName("web").policyArn(SSM_CORE));
        iam.attachRolePolicy(r -> r.roleName("web").policyArn(READ_ONLY));
        assertThat(
                        iam.listAttachedRolePoliciesPaginator(r -> r.roleName("web").maxItems(1))
                                .attachedPolicies())
                .extracting(AttachedPolicy::policyName)
                .containsExactly("AmazonSSMManagedInstanceCore", "ReadOnlyAccess");
        iam.detachRolePolicy(r -> r.roleName("web").policyArn(READ_ONLY));
        iam.detachRolePolicy(r -> r.roleName("web").policyArn(SSM_CORE));
        iam.deleteRolePolicy(r -> r.roleName("web").policyName("read"));
        assertThat(iam.listRolePolicies(r -> r.roleName("web")).policyNames()).isEmpty();
    }

    private static void boundaries(IamClient iam) {
        iam.putRolePermissionsBoundary(r -> r.roleName("web").permissionsBoundary(READ_ONLY));
        assertThat(iam.getRole(r -> r.roleName("web")).role().permissionsBoundary())
                .satisfies(each -> assertThat(each.permissionsBoundaryArn()).isEqualTo(READ_ONLY));
        iam.deleteRolePermissionsBoundary(r -> r.roleName("web"));
        assertThat(iam.getRole(r -> r.roleName("web")).role().permissionsBoundary()).isNull();
    }

    private static void profiles(IamClient iam) {
        iam.createInstanceProfile(
                r -> r.instanceProfileName("web").tags(t -> t.key("a").value("b")));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("web").roleName("web"));
        assertThat(
                        iam.getInstanceProfile(r -> r.instanceProfileName("web"))
                                .instanceProfile()
                                .roles())
                .extracting(Role::roleName)
                .containsExactly("web");
        assertThat(iam.listInstanceProfiles().instanceProfiles()).hasSize(1);
        assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("web")).instanceProfiles())
                .hasSize(1);
        iam.tagInstanceProfile(r -> r.instanceProfileName("web").tags(t -> t.key("c").value("d")));
        iam.untagInstanceProfile(r -> r.instanceProfileName("web").tagKeys("a"));
        assertThat(iam.listInstanceProfileTags(r -> r.instanceProfileName("web")).tags())
                .extracting(Tag::key)
                .containsExactly("c");
        iam.removeRoleFromInstanceProfile(r -> r.instanceProfileName("web").roleName("web"));
        iam.deleteInstanceProfile(r -> r.instanceProfileName("web"));
        iam.deleteRole(r -> r.roleName("web"));
        assertThat(iam.listRoles().roles()).isEmpty();
    }

    private static void serviceLinked(Rig rig, IamClient iam) {
        Role role =
                iam.createServiceLinkedRole(r -> r.awsServiceName("autoscaling.amazonaws.com"))
                        .role();
        assertThat(role.arn())
                .endsWith(
                        ":role/aws-service-role/autoscaling.amazonaws.com/"
                                + "AWSServiceRoleForAutoScaling");
        assertThat(
                        iam.listAttachedRolePolicies(r -> r.roleName(role.roleName()))
                                .attachedPolicies())
                .hasSize(1);
        String task =
                iam.deleteServiceLinkedRole(r -> r.roleName(role.roleName())).deletionTaskId();
        assertThat(iam.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(task)).status())
                .isEqualTo(DeletionTaskStatusType.IN_PROGRESS);
        rig.pass(Duration.ofSeconds(10));
        assertThat(iam.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(task)).status())
                .isEqualTo(DeletionTaskStatusType.SUCCEEDED);
        assertThat(iam.listRoles().roles()).isEmpty();
    }
}
