package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;

/** IAM's users with their keys and passwords, and groups. */
final class IamUsersTour implements Tour {
    @Override
    public String service() {
        return "IAM";
    }

    @Override
    public void walk(Rig rig) {
        IamClient iam = rig.iam();
        users(iam);
        policies(iam);
        groups(iam);
        groupPolicies(iam);
        keys(rig, iam);
        passwords(rig, iam);
        others(iam);
        iam.deleteUser(r -> r.userName("bob"));
        assertThat(iam.listUsers().users()).isEmpty();
    }

    private static void users(IamClient iam) {
        iam.createUser(r -> r.userName("ann").path("/people/").tags(t -> t.key("a").value("b")));
        assertThat(iam.getUser(r -> r.userName("ann")).user().arn())
                .isEqualTo("arn:aws:iam::000000000000:user/people/ann");
        assertThat(iam.getUser().user().arn()).isEqualTo("arn:aws:iam::000000000000:root");
        iam.updateUser(r -> r.userName("ann").newUserName("bob").newPath("/"));
        assertThat(iam.listUsers().users())
                .extracting(User::arn)
                .containsExactly("arn:aws:iam::000000000000:user/bob");
        iam.tagUser(r -> r.userName("bob").tags(t -> t.key("c").value("d")));
        iam.untagUser(r -> r.userName("bob").tagKeys("a"));
        assertThat(iam.listUserTags(r -> r.userName("bob")).tags())
                .extracting(Tag::key)
                .containsExactly("c");
    }

    private static void policies(IamClient iam) {
        iam.putUserPolicy(
                r -> r.userName("bob").policyName("own").policyDocument(IamRolesTour.PERMISSIONS));
        assertThat(iam.getUserPolicy(r -> r.userName("bob").policyName("own")).userName())
                .isEqualTo("bob");
        assertThat(iam.listUserPolicies(r -> r.userName("bob")).policyNames())
                .containsExactly("own");
        iam.deleteUserPolicy(r -> r.userName("bob").policyName("own"));
        iam.attachUserPolicy(r -> r.userName("bob").policyArn(IamRolesTour.READ_ONLY));
        assertThat(iam.listAttachedUserPolicies(r -> r.userName("bob")).attachedPolicies())
                .hasSize(1);
        iam.detachUserPolicy(r -> r.userName("bob").policyArn(IamRolesTour.READ_ONLY));
        iam.putUserPermissionsBoundary(
                r -> r.userName("bob").permissionsBoundary(IamRolesTour.READ_ONLY));
        assertThat(iam.getUser(r -> r.userName("bob")).user().permissionsBoundary()).isNotNull();
        iam.deleteUserPermissionsBoundary(r -> r.userName("bob"));
        assertThat(iam.getUser(r -> r.userName("bob")).user().permissionsBoundary()).isNull();
    }

    private static void groups(IamClient iam) {
        iam.createGroup(r -> r.groupName("devs"));
        iam.addUserToGroup(r -> r.groupName("devs").userName("bob"));
        iam.updateGroup(r -> r.groupName("devs").newGroupName("developers").newPath("/d/"));
        assertThat(iam.getGroup(r -> r.groupName("developers")).users())
                .extracting(User::userName)
                .containsExactly("bob");
        assertThat(iam.listGroupsForUser(r -> r.userName("bob")).groups())
                .extracting(Group::groupName)
                .containsExactly("developers");
        assertThat(iam.listGroups(r -> r.pathPrefix("/d/")).groups()).hasSize(1);
    }

    private static void groupPolicies(IamClient iam) {
        iam.putGroupPolicy(r ->
                r.groupName("developers")
                        .policyName("own")
                        .policyDocument(IamRolesTour.PERMISSIONS));
        assertThat(
                        iam.getGroupPolicy(r -> r.groupName("developers").policyName("own"))
                                .policyDocument())
                .contains("s3%3AGetObject");
        assertThat(iam.listGroupPolicies(r -> r.groupName("developers")).policyNames())
                .containsExactly("own");
        iam.deleteGroupPolicy(r -> r.groupName("developers").policyName("own"));
        iam.attachGroupPolicy(r -> r.groupName("developers").policyArn(IamRolesTour.READ_ONLY));
        assertThat(iam.listAttachedGroupPolicies(r -> r.groupName("developers")).attachedPolicies())
                .hasSize(1);
        iam.detachGroupPolicy(r -> r.groupName("developers").policyArn(IamRolesTour.READ_ONLY));
        iam.removeUserFromGroup(r -> r.groupName("developers").userName("bob"));
        iam.deleteGroup(r -> r.groupName("developers"));
        assertThat(iam.listGroups().groups()).isEmpty();
    }

    private static void keys(Rig rig, IamClient iam) {
        AccessKey key = iam.createAccessKey(r -> r.userName("bob")).accessKey();
        assertThat(key.accessKeyId()).startsWith("AKIA").hasSize(20);
        assertThat(
                        iam.getAccessKeyLastUsed(r -> r.accessKeyId(key.accessKeyId()))
                                .accessKeyLastUsed())
                .satisfies(each -> assertThat(each.serviceName()).isEqualTo("N/A"));
        try (StsClient sts = as(rig, key)) {
            assertThat(sts.getCallerIdentity().arn()).endsWith(":user/bob");
        }
        assertThat(
                        iam.getAccessKeyLastUsed(r -> r.accessKeyId(key.accessKeyId()))
                                .accessKeyLastUsed())
                .satisfies(each -> assertThat(each.serviceName()).isEqualTo("sts"));
        iam.updateAccessKey(
                r -> r.userName("bob").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
        assertThat(iam.listAccessKeys(r -> r.userName("bob")).accessKeyMetadata())
                .extracting(AccessKeyMetadata::status)
                .containsExactly(StatusType.INACTIVE);
        iam.deleteAccessKey(r -> r.userName("bob").accessKeyId(key.accessKeyId()));
        assertThat(iam.listAccessKeys(r -> r.userName("bob")).accessKeyMetadata()).isEmpty();
    }

    private static void passwords(Rig rig, IamClient iam) {
        iam.updateAccountPasswordPolicy(
                r -> r.minimumPasswordLength(10).requireNumbers(true).maxPasswordAge(90));
        assertThat(iam.getAccountPasswordPolicy().passwordPolicy().expirePasswords()).isTrue();
        iam.createLoginProfile(r -> r.userName("bob").password("longenough1"));
        iam.updateLoginProfile(r -> r.userName("bob").passwordResetRequired(true));
        assertThat(iam.getLoginProfile(r -> r.userName("bob")).loginProfile())
                .satisfies(each -> assertThat(each.passwordResetRequired()).isTrue());
        AccessKey key = iam.createAccessKey(r -> r.userName("bob")).accessKey();
        try (IamClient bob = rig.client(IamClient.builder(), credentials(key))) {
            bob.changePassword(r -> r.oldPassword("longenough1").newPassword("longenough2"));
        }
        assertThat(iam.getLoginProfile(r -> r.userName("bob")).loginProfile())
                .satisfies(each -> assertThat(each.passwordResetRequired()).isFalse());
        iam.deleteAccessKey(r -> r.userName("bob").accessKeyId(key.accessKeyId()));
        iam.deleteLoginProfile(r -> r.userName("bob"));
        iam.deleteAccountPasswordPolicy();
    }

    private static void others(IamClient iam) {
        assertThat(iam.listMFADevices(r -> r.userName("bob")).mfaDevices()).isEmpty();
        assertThat(iam.listVirtualMFADevices().virtualMFADevices()).isEmpty();
        assertThat(iam.listSSHPublicKeys(r -> r.userName("bob")).sshPublicKeys()).isEmpty();
        assertThat(iam.listSigningCertificates(r -> r.userName("bob")).certificates()).isEmpty();
        assertThat(
                        iam.listServiceSpecificCredentials(r -> r.userName("bob"))
                                .serviceSpecificCredentials())
                .isEmpty();
    }

    private static StsClient as(Rig rig, AccessKey key) {
        return rig.client(StsClient.builder(), credentials(key));
    }

    private static AwsCredentials credentials(AccessKey key) {
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }
}
