package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM's managed policies with their versions, who uses them, and what they come to. */
final class IamPoliciesTour implements Tour {
    private static final String BOTH =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
               "Condition": {"StringEquals": {"aws:PrincipalTag/team": "${aws:username}"}}},
              {"Sid": "Never", "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}]}
            """;

    @Override
    public String service() {
        return "IAM";
    }

    @Override
    public void walk(Rig rig) {
        IamClient iam = rig.iam();
        String arn = policy(iam);
        versions(iam, arn);
        use(iam, arn);
        simulation(iam);
        details(iam);
    }

    private static String policy(IamClient iam) {
        Policy policy =
                iam.createPolicy(r ->
                                r.policyName("artifacts")
                                        .path("/p/")
                                        .description("d")
                                        .policyDocument(IamRolesTour.PERMISSIONS)
                                        .tags(t -> t.key("a").value("b")))
                        .policy();
        assertThat(policy.arn()).isEqualTo("arn:aws:iam::000000000000:policy/p/artifacts");
        assertThat(policy.defaultVersionId()).isEqualTo("v1");
        iam.tagPolicy(r -> r.policyArn(policy.arn()).tags(t -> t.key("c").value("d")));
        iam.untagPolicy(r -> r.policyArn(policy.arn()).tagKeys("a"));
        assertThat(iam.listPolicyTags(r -> r.policyArn(policy.arn())).tags())
                .extracting(Tag::key)
                .containsExactly("c");
        assertThat(iam.listPolicies(r -> r.scope(PolicyScopeType.LOCAL)).policies()).hasSize(1);
        assertThat(iam.listPoliciesPaginator(r -> r.scope(PolicyScopeType.AWS)).policies())
                .extracting(Policy::policyName)
                .hasSizeGreaterThan(100)
                .contains("AdministratorAccess", "AmazonSSMManagedInstanceCore")
                .doesNotHaveDuplicates();
        return policy.arn();
    }

    private static void versions(IamClient iam, String arn) {
        assertThat(
                        iam.createPolicyVersion(r ->
                                        r.policyArn(arn).policyDocument(BOTH).setAsDefault(true))
                                .policyVersion()
                                .versionId())
                .isEqualTo("v2");
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v2");
        iam.setDefaultPolicyVersion(r -> r.policyArn(arn).versionId("v1"));
        assertThat(iam.listPolicyVersions(r -> r.policyArn(arn)).versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v2", "v1");
        assertThat(
                        iam.getPolicyVersion(r -> r.policyArn(arn).versionId("v2"))
                                .policyVersion()
                                .document())
                .contains("DeleteBucket");
        iam.deletePolicyVersion(r -> r.policyArn(arn).versionId("v2"));
        assertThat(
                        iam.getPolicyVersion(r ->
                                        r.policyArn(IamRolesTour.READ_ONLY)
                                                .versionId(
                                                        iam.getPolicy(p ->
                                                                        p.policyArn(
                                                                                IamRolesTour
                                                                                        .READ_ONLY))
                                                                .policy()
                                                                .defaultVersionId()))
                                .policyVersion()
                                .isDefaultVersion())
                .isTrue();
    }

    private static void use(IamClient iam, String arn) {
        iam.createUser(r -> r.userName("ann").permissionsBoundary(arn));
        iam.createGroup(r -> r.groupName("g"));
        iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument(IamRolesTour.TRUST));
        iam.attachGroupPolicy(r -> r.groupName("g").policyArn(arn));
        iam.attachRolePolicy(r -> r.roleName("r").policyArn(arn));
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(arn)))
                .satisfies(all -> {
                    assertThat(all.policyGroups()).hasSize(1);
                    assertThat(all.policyRoles()).hasSize(1);
                    assertThat(all.policyUsers()).hasSize(1);
                });
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(arn).entityFilter("Role")))
                .satisfies(all -> {
                    assertThat(all.policyGroups()).isEmpty();
                    assertThat(all.policyRoles()).hasSize(1);
                });
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy())
                .satisfies(policy -> {
                    assertThat(policy.attachmentCount()).isEqualTo(2);
                    assertThat(policy.permissionsBoundaryUsageCount()).isEqualTo(1);
                });
        iam.detachGroupPolicy(r -> r.groupName("g").policyArn(arn));
        iam.detachRolePolicy(r -> r.roleName("r").policyArn(arn));
        iam.deleteUserPermissionsBoundary(r -> r.userName("ann"));
        iam.deletePolicy(r -> r.policyArn(arn));
        assertThat(iam.listPolicies(r -> r.scope("Local")).policies()).isEmpty();
    }

    private static void simulation(IamClient iam) {
        iam.putUserPolicy(r -> r.userName("ann").policyName("both").policyDocument(BOTH));
        String arn = iam.getUser(r -> r.userName("ann")).user().arn();
        assertThat(
                        iam.simulatePrincipalPolicy(r ->
                                        r.policySourceArn(arn)
                                                .actionNames("s3:DeleteBucket", "s3:GetObject")
                                                .contextEntries(team("ann")))
                                .evaluationResults())
                .extracting(EvaluationResult::evalDecisionAsString)
                .containsExactly("explicitDeny", "allowed");
        EvaluationResult missing =
                iam.simulateCustomPolicy(r -> r.policyInputList(BOTH).actionNames("s3:GetObject"))
                        .evaluationResults()
                        .getFirst();
        assertThat(missing.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(missing.missingContextValues())
                .containsExactly("aws:PrincipalTag/team", "aws:username");
        assertThat(
                        iam.getContextKeysForCustomPolicy(r -> r.policyInputList(BOTH))
                                .contextKeyNames())
                .containsExactly("aws:PrincipalTag/team", "aws:username");
        assertThat(
                        iam.getContextKeysForPrincipalPolicy(r -> r.policySourceArn(arn))
                                .contextKeyNames())
                .hasSize(2);
    }

    private static ContextEntry team(String value) {
        return ContextEntry.builder()
                .contextKeyName("aws:PrincipalTag/team")
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .contextKeyValues(value)
                .build();
    }

    private static void details(IamClient iam) {
        iam.attachRolePolicy(r -> r.roleName("r").policyArn(IamRolesTour.SSM_CORE));
        assertThat(iam.getAccountAuthorizationDetails())
                .satisfies(all -> {
                    assertThat(all.userDetailList().getFirst().userPolicyList()).hasSize(1);
                    assertThat(all.groupDetailList()).hasSize(1);
                    assertThat(all.roleDetailList().getFirst().attachedManagedPolicies())
                            .hasSize(1);
                    assertThat(all.policies())
                            .extracting(ManagedPolicyDetail::policyName)
                            .containsExactly("AmazonSSMManagedInstanceCore");
                });
        assertThat(
                        iam.getAccountAuthorizationDetails(r -> r.filter(EntityType.ROLE))
                                .userDetailList())
                .isEmpty();
    }
}
