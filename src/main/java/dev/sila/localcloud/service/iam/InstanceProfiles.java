package dev.sila.localcloud.service.iam;

import java.util.List;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** Instance profiles: what gives an instance its role. */
final class InstanceProfiles {
    private final Store store;

    InstanceProfiles(Store store) {
        this.store = store;
    }

    public CreateInstanceProfileResponse createInstanceProfile(
            CreateInstanceProfileRequest request) {
        String name = Kind.PROFILE.name(request.instanceProfileName());
        StoredProfile profile =
                new StoredProfile(store.origin(Kind.PROFILE), name, Checks.path(request.path()));
        profile.tag(request.tags());
        store.profiles.add(profile);
        return CreateInstanceProfileResponse.builder().instanceProfile(full(profile)).build();
    }

    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request) {
        return GetInstanceProfileResponse.builder()
                .instanceProfile(full(store.profiles.get(request.instanceProfileName())))
                .build();
    }

    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request) {
        Page<StoredProfile> page =
                store.profiles.page(request.pathPrefix(), request.marker(), request.maxItems());
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(shown(page.items()))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
            ListInstanceProfilesForRoleRequest request) {
        StoredRole role = store.roles.get(request.roleName());
        List<StoredProfile> all =
                store.profiles.all().stream().filter(each -> each.role == role).toList();
        Page<StoredProfile> page =
                Page.of(all, each -> each.name, request.marker(), request.maxItems());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(shown(page.items()))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** A profile holds one role at most. */
    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(
            AddRoleToInstanceProfileRequest request) {
        StoredProfile profile = store.profiles.get(request.instanceProfileName());
        StoredRole role = store.roles.get(request.roleName());
        if (profile.role != null) {
            throw Refusals.limitExceeded(
                    "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        }
        profile.role = role;
        return AddRoleToInstanceProfileResponse.builder().build();
    }

    public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            RemoveRoleFromInstanceProfileRequest request) {
        StoredProfile profile = store.profiles.get(request.instanceProfileName());
        StoredRole role = store.roles.get(request.roleName());
        if (profile.role != role) {
            throw Refusals.noSuchEntity("The role with name " + role.name + " cannot be found.");
        }
        profile.role = null;
        return RemoveRoleFromInstanceProfileResponse.builder().build();
    }

    public DeleteInstanceProfileResponse deleteInstanceProfile(
            DeleteInstanceProfileRequest request) {
        StoredProfile profile = store.profiles.get(request.instanceProfileName());
        if (profile.role != null) {
            throw Refusals.deleteConflict(
                    "Cannot delete entity, must remove roles from instance profile first.");
        }
        store.profiles.remove(profile);
        return DeleteInstanceProfileResponse.builder().build();
    }

    public TagInstanceProfileResponse tagInstanceProfile(TagInstanceProfileRequest request) {
        store.profiles.get(request.instanceProfileName()).tag(request.tags());
        return TagInstanceProfileResponse.builder().build();
    }

    public UntagInstanceProfileResponse untagInstanceProfile(UntagInstanceProfileRequest request) {
        store.profiles.get(request.instanceProfileName()).untag(request.tagKeys());
        return UntagInstanceProfileResponse.builder().build();
    }

    public ListInstanceProfileTagsResponse listInstanceProfileTags(
            ListInstanceProfileTagsRequest request) {
        StoredProfile profile = store.profiles.get(request.instanceProfileName());
        Page<Tag> page = profile.tags(request.marker(), request.maxItems());
        return ListInstanceProfileTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static List<InstanceProfile> shown(List<StoredProfile> profiles) {
        return profiles.stream().map(each -> shown(each).build()).toList();
    }

    /** A profile as lists show it: without tags. */
    static InstanceProfile.Builder shown(StoredProfile profile) {
        StoredRole role = profile.role;
        List<Role> roles = role == null ? List.of() : List.of(Roles.shown(role).build());
        return InstanceProfile.builder()
                .instanceProfileName(profile.name)
                .path(profile.path)
                .instanceProfileId(profile.id)
                .arn(profile.arn())
                .createDate(profile.created)
                .roles(roles);
    }

    private static InstanceProfile full(StoredProfile profile) {
        InstanceProfile.Builder shown = shown(profile);
        return profile.tags.isEmpty() ? shown.build() : shown.tags(profile.tags.values()).build();
    }
}
