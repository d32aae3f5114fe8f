package dev.sila.localcloud.service.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.service.sts.Sts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** IAM and STS through the SDK's own clients. */
final class IamTest {
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """;
    private static final String PERMISSIONS =
            """
            {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}
            """;
    private static final AwsCredentials ROOT = AwsBasicCredentials.create("KEY", "x");

    private final List<Iam> made = new ArrayList<>();
    private final LocalCloud cloud = LocalCloud.builder().with(this::compose).build();
    private final IamClient iam =
            IamClient.builder()
                    .httpClient(cloud.httpClient())
                    .region(Region.AWS_GLOBAL)
                    .credentialsProvider(StaticCredentialsProvider.create(ROOT))
                    .build();

    private void compose(Foundation foundation, Assembly assembly) {
        Iam service = new Iam(foundation);
        made.add(service);
        assembly.service(service.service()).service(new Sts(foundation, service).service());
    }

    @AfterEach
    void close() {
        iam.close();
        cloud.close();
    }

    @Test
    void aRoleIsShownAsItWasMade() {
        Role role = role("web", "/app/").role();
        assertThat(role.arn()).isEqualTo("arn:aws:iam::000000000000:role/app/web");
        assertThat(role.roleId()).startsWith("AROA").hasSize(21);
        assertThat(role.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%20%222012");
        assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);
        assertThat(get("web").maxSessionDuration()).isEqualTo(3600);
        refused("EntityAlreadyExists", 409, () -> role("WEB", "/"));
        refused("NoSuchEntity", 404, () -> get("Web"));
    }

    @Test
    void rolesArePagedByPathAndKeepTheirTagsToThemselves() {
        for (int i = 0; i < 5; i++) {
            role("a" + i, i < 3 ? "/in/" : "/out/");
        }
        ListRolesRequest two = ListRolesRequest.builder().pathPrefix("/in/").maxItems(2).build();
        ListRolesResponse first = iam.listRoles(two);
        assertThat(first.isTruncated()).isTrue();
        iam.deleteRole(DeleteRoleRequest.builder().roleName("a1").build());
        ListRolesResponse second = iam.listRoles(two.toBuilder().marker(first.marker()).build());
        assertThat(second.roles()).extracting(Role::roleName).containsExactly("a2");
        assertThat(second.isTruncated()).isFalse();
        iam.tagRole(TagRoleRequest.builder().roleName("a2").tags(tag("k", "v")).build());
        iam.tagRole(TagRoleRequest.builder().roleName("a2").tags(tag("K", "w")).build());
        assertThat(get("a2").tags()).containsExactly(tag("K", "w"));
        assertThat(iam.listRoles(two).roles().getLast().hasTags()).isFalse();
        iam.untagRole(UntagRoleRequest.builder().roleName("a2").tagKeys("k").build());
        assertThat(iam.listRoleTags(ListRoleTagsRequest.builder().roleName("a2").build()).tags())
                .isEmpty();
        refused("ValidationError", 400, () -> iam.listRoles(two.toBuilder().maxItems(0).build()));
    }

    @ParameterizedTest
    @CsvSource({
        "role with space, /, ValidationError",
        "ok, no-slash, ValidationError",
        "a234567890123456789012345678901234567890123456789012345678901234x, /, ValidationError",
    })
    void wrongNamesAreRefused(String name, String path, String code) {
        refused(code, 400, () -> role(name, path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{",
                "{} x",
                "[]",
                "{\"Statement\": []}",
                "{\"Statement\": [{\"Effect\": \"Maybe\", \"Principal\": \"*\", \"Action\": \"*\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\"}]}",
                "{\"Version\": \"x\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\","
                        + " \"Action\": \"*\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\","
                        + " \"Resource\": \"*\"}]}"
            })
    void wrongTrustIsRefused(String trust) {
        CreateRoleRequest request =
                CreateRoleRequest.builder().roleName("r").assumeRolePolicyDocument(trust).build();
        refused("MalformedPolicyDocument", 400, () -> iam.createRole(request));
        role("r", "/");
        refused(
                "MalformedPolicyDocument",
                400,
                () ->
                        iam.updateAssumeRolePolicy(
                                UpdateAssumeRolePolicyRequest.builder()
                                        .roleName("r")
                                        .policyDocument(trust)
                                        .build()));
    }

    @Test
    void aRoleGoesOnlyWhenNothingHangsOnIt() {
        role("r", "/");
        String arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM";
        PutRolePolicyRequest put =
                PutRolePolicyRequest.builder()
                        .roleName("r")
                        .policyName("p")
                        .policyDocument(PERMISSIONS)
                        .build();
        iam.putRolePolicy(put);
        refused(
                "MalformedPolicyDocument",
                400,
                () -> iam.putRolePolicy(put.toBuilder().policyDocument(TRUST).build()));
        iam.attachRolePolicy(
                AttachRolePolicyRequest.builder().roleName("r").policyArn(arn).build());
        assertThat(attached()).containsExactly("AmazonEC2RoleforSSM");
        profile("p");
        add("p", "r");
        DeleteRoleRequest delete = DeleteRoleRequest.builder().roleName("r").build();
        refused("DeleteConflict", 409, () -> iam.deleteRole(delete));
        remove("p", "r");
        refused("DeleteConflict", 409, () -> iam.deleteRole(delete));
        DetachRolePolicyRequest detach =
                DetachRolePolicyRequest.builder().roleName("r").policyArn(arn).build();
        iam.detachRolePolicy(detach);
        refused("NoSuchEntity", 404, () -> iam.detachRolePolicy(detach));
        refused("DeleteConflict", 409, () -> iam.deleteRole(delete));
        DeleteRolePolicyRequest deletePolicy =
                DeleteRolePolicyRequest.builder().roleName("r").policyName("p").build();
        iam.deleteRolePolicy(deletePolicy);
        refused("NoSuchEntity", 404, () -> iam.deleteRolePolicy(deletePolicy));
        iam.deleteRole(delete);
        refused("NoSuchEntity", 404, () -> iam.deleteRole(delete));
    }

    @Test
    void onlyPoliciesOfAwsCanBeAttached() {
        role("r", "/");
        refused(
                "NoSuchEntity",
                404,
                () ->
                        iam.attachRolePolicy(
                                AttachRolePolicyRequest.builder()
                                        .roleName("r")
                                        .policyArn("arn:aws:iam::000000000000:policy/mine")
                                        .build()));
    }

    @Test
    void anInstanceProfileHoldsOneRole() {
        role("r", "/");
        role("s", "/");
        profile("p");
        refused("EntityAlreadyExists", 409, () -> profile("P"));
        add("p", "r");
        refused("LimitExceeded", 409, () -> add("p", "s"));
        refused("NoSuchEntity", 404, () -> remove("p", "s"));
        assertThat(profilesOf("r")).containsExactly("p");
        assertThat(profilesOf("s")).isEmpty();
        DeleteInstanceProfileRequest delete =
                DeleteInstanceProfileRequest.builder().instanceProfileName("p").build();
        refused("DeleteConflict", 409, () -> iam.deleteInstanceProfile(delete));
        Iam.KnownProfile known = made.getFirst().instanceProfile("p").orElseThrow();
        assertThat(known.role()).contains("r");
        assertThat(made.getFirst().instanceProfile(known.arn())).contains(known);
        assertThat(made.getFirst().instanceProfile("P")).isEmpty();
        remove("p", "r");
        iam.deleteInstanceProfile(delete);
        refused("NoSuchEntity", 404, () -> iam.deleteInstanceProfile(delete));
    }

    @Test
    void aSessionIsTheRoleItAssumed() {
        String arn = role("r", "/x/").role().arn();
        iam.updateAssumeRolePolicy(
                UpdateAssumeRolePolicyRequest.builder()
                        .roleName("r")
                        .policyDocument(
                                TRUST.replace(
                                        "\"Service\": \"ec2.amazonaws.com\"", "\"AWS\": \"*\""))
                        .build());
        AssumeRoleRequest request =
                AssumeRoleRequest.builder().roleArn(arn).roleSessionName("me").build();
        try (StsClient root = sts(ROOT)) {
            assertThat(root.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
            Credentials session = root.assumeRole(request).credentials();
            AwsCredentials credentials =
                    AwsSessionCredentials.create(
                            session.accessKeyId(),
                            session.secretAccessKey(),
                            session.sessionToken());
            try (StsClient client = sts(credentials)) {
                assertThat(client.getCallerIdentity().arn())
                        .isEqualTo("arn:aws:sts::000000000000:assumed-role/r/me");
            }
            AssumeRoleRequest unknown = request.toBuilder().roleArn(arn + "2").build();
            refused("AccessDenied", 403, () -> root.assumeRole(unknown));
            AssumeRoleRequest tooLong = request.toBuilder().durationSeconds(7200).build();
            refused("ValidationError", 400, () -> root.assumeRole(tooLong));
        }
    }

    private StsClient sts(AwsCredentials credentials) {
        return StsClient.builder()
                .httpClient(cloud.httpClient())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private CreateRoleResponse role(String name, String path) {
        return iam.createRole(
                CreateRoleRequest.builder()
                        .roleName(name)
                        .path(path)
                        .assumeRolePolicyDocument(TRUST)
                        .build());
    }

    private Role get(String name) {
        return iam.getRole(GetRoleRequest.builder().roleName(name).build()).role();
    }

    private List<String> attached() {
        return iam
                .listAttachedRolePolicies(
                        ListAttachedRolePoliciesRequest.builder().roleName("r").build())
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyName)
                .toList();
    }

    private List<String> profilesOf(String role) {
        return iam
                .listInstanceProfilesForRole(
                        ListInstanceProfilesForRoleRequest.builder().roleName(role).build())
                .instanceProfiles()
                .stream()
                .map(InstanceProfile::instanceProfileName)
                .toList();
    }

    private void profile(String name) {
        iam.createInstanceProfile(
                CreateInstanceProfileRequest.builder().instanceProfileName(name).build());
    }

    private void add(String profile, String role) {
        iam.addRoleToInstanceProfile(
                AddRoleToInstanceProfileRequest.builder()
                        .instanceProfileName(profile)
                        .roleName(role)
                        .build());
    }

    private void remove(String profile, String role) {
        iam.removeRoleFromInstanceProfile(
                RemoveRoleFromInstanceProfileRequest.builder()
                        .instanceProfileName(profile)
                        .roleName(role)
                        .build());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void refused(String code, int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        failure -> {
                            assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
                            assertThat(failure.statusCode()).isEqualTo(status);
                        });
    }
}
