package dev.sila.localcloud.service.iam;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;

/** Permissions boundaries: managed policies that bound what users and roles may do. */
final class Boundaries {
    private final Store store;

    Boundaries(Store store) {
        this.store = store;
    }

    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
            PutRolePermissionsBoundaryRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        role.policies.boundary = of(store, required(request.permissionsBoundary()));
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request) {
        StoredRole role = store.changeableRole(request.roleName());
        refuseIfNone(role.policies, "Role", role.name);
        role.policies.boundary = null;
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }

    public PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(
            PutUserPermissionsBoundaryRequest request) {
        StoredUser user = store.users.get(request.userName());
        user.policies.boundary = of(store, required(request.permissionsBoundary()));
        return PutUserPermissionsBoundaryResponse.builder().build();
    }

    public DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(
            DeleteUserPermissionsBoundaryRequest request) {
        StoredUser user = store.users.get(request.userName());
        refuseIfNone(user.policies, "User", user.name);
        user.policies.boundary = null;
        return DeleteUserPermissionsBoundaryResponse.builder().build();
    }

    /** The policy that a request names as boundary, if it names one. */
    static @Nullable StoredPolicy of(Store store, @Nullable String arn) {
        return arn == null ? null : store.attachablePolicy("permissionsBoundary", arn);
    }

    private static String required(@Nullable String arn) {
        return Checks.required("permissionsBoundary", arn);
    }

    private static void refuseIfNone(Attachments policies, String kind, String name) {
        if (policies.boundary == null) {
            throw Refusals.noSuchEntity(
                    kind + " " + name + " does not have a permissions boundary.");
        }
    }
}
