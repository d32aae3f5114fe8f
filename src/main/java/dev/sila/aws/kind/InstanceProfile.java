package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;

/**
 * An IAM instance profile under the path {@code /sila/ENVIRONMENT/}.
 *
 * @param role the role it hands to instances; null only on a found one that holds none
 */
public record InstanceProfile(String name, @Nullable Ref<Role> role, Tags tags) implements Spec {

    /** Finds and keeps instance profiles. A profile's identifier is its name. */
    public static final class Handler implements Kind<InstanceProfile> {
        private final IamClient iam;
        private final Waiter waiter;

        public Handler(IamClient iam, Waiter waiter) {
            this.iam = iam;
            this.waiter = waiter;
        }

        @Override
        public Class<InstanceProfile> type() {
            return InstanceProfile.class;
        }

        @Override
        public List<Found<InstanceProfile>> find(Scope scope, World world) {
            String path = Ownership.path(scope);
            ListInstanceProfilesRequest request =
                    ListInstanceProfilesRequest.builder().pathPrefix(path).build();
            List<Found<InstanceProfile>> found = new ArrayList<>();
            for (var profile : iam.listInstanceProfilesPaginator(request).instanceProfiles()) {
                if (profile.path().equals(path)) {
                    found.addAll(found(profile.instanceProfileName(), world));
                }
            }
            return found;
        }

        /** Asks for each: a list tells no tags. None if it was deleted in the meantime. */
        private List<Found<InstanceProfile>> found(String name, World world) {
            return AwsErrors.orIfGone(List.of(), () -> List.of(read(name, world)));
        }

        private Found<InstanceProfile> read(String name, World world) {
            var profile = get(name);
            Tags tags = AwsTags.read(profile.tags(), Tag::key, Tag::value);
            Ref<Role> role =
                    profile.roles().stream()
                            .map(each -> world.ref(Role.class, each.roleName()))
                            .findFirst()
                            .orElse(null);
            InstanceProfile state = new InstanceProfile(name, role, tags);
            return new Found<>(name, state, AwsTags.attrs(tags));
        }

        private software.amazon.awssdk.services.iam.model.InstanceProfile get(String name) {
            GetInstanceProfileRequest request =
                    GetInstanceProfileRequest.builder().instanceProfileName(name).build();
            return iam.getInstanceProfile(request).instanceProfile();
        }

        /** A death before the role is added shows as a profile without a role. */
        @Override
        public String create(Scope scope, InstanceProfile wanted, Ids ids) {
            iam.createInstanceProfile(
                    CreateInstanceProfileRequest.builder()
                            .instanceProfileName(wanted.name())
                            .path(Ownership.path(scope))
                            .tags(list(Ownership.mark(wanted.tags(), scope)))
                            .build());
            addRole(wanted, ids);
            return wanted.name();
        }

        private static List<Tag> list(Tags tags) {
            return AwsTags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
        }

        private void addRole(InstanceProfile wanted, Ids ids) {
            if (wanted.role() == null) {
                return;
            }
            AddRoleToInstanceProfileRequest request =
                    AddRoleToInstanceProfileRequest.builder()
                            .instanceProfileName(wanted.name())
                            .roleName(ids.of(wanted.role()))
                            .build();
            waiter.retryWhile(
                    Wait.brief(
                            "IAM to know instance profile " + wanted.name() + " and its role", 2),
                    AwsErrors::notYetVisible,
                    () -> iam.addRoleToInstanceProfile(request));
        }

        @Override
        public void update(
                Found<InstanceProfile> found, InstanceProfile wanted, Diff diff, Ids ids) {
            if (diff.has("role")) {
                removeRoles(found.id());
                addRole(wanted, ids);
            }
            if (diff.has("tags")) {
                iam.tagInstanceProfile(
                        TagInstanceProfileRequest.builder()
                                .instanceProfileName(found.id())
                                .tags(list(wanted.tags()))
                                .build());
            }
        }

        private void removeRoles(String profile) {
            for (var role : get(profile).roles()) {
                iam.removeRoleFromInstanceProfile(
                        RemoveRoleFromInstanceProfileRequest.builder()
                                .instanceProfileName(profile)
                                .roleName(role.roleName())
                                .build());
            }
        }

        @Override
        public void delete(Found<InstanceProfile> found) {
            DeleteInstanceProfileRequest request =
                    DeleteInstanceProfileRequest.builder().instanceProfileName(found.id()).build();
            AwsErrors.unlessGone(() -> {
                removeRoles(found.id());
                iam.deleteInstanceProfile(request);
            });
        }
    }
}
