package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.iam.StoredUser.StoredKey;
import dev.sila.localcloud.wire.Caller;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** Access keys of users: two at most. */
final class AccessKeys {
    private final Store store;

    AccessKeys(Store store) {
        this.store = store;
    }

    public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request, Caller caller) {
        StoredUser user = store.userOr(request.userName(), caller);
        Checks.quota(store.quotas, Limits.ACCESS_KEYS, "AccessKeysPerUser", user.keys.size());
        StoredKey key =
                new StoredKey(
                        store.foundation.identity().iam("AKIA").substring(0, 20),
                        store.foundation.identity().hex(40),
                        store.now());
        user.keys.put(key.id, key);
        return CreateAccessKeyResponse.builder()
                .accessKey(
                        AccessKey.builder()
                                .userName(user.name)
                                .accessKeyId(key.id)
                                .status(status(key))
                                .secretAccessKey(key.secret)
                                .createDate(key.created)
                                .build())
                .build();
    }

    public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request, Caller caller) {
        if (request.userName() == null && store.userOfKey(caller.accessKeyId()).isEmpty()) {
            return ListAccessKeysResponse.builder()
                    .accessKeyMetadata(List.of())
                    .isTruncated(false)
                    .build();
        }
        StoredUser user = store.userOr(request.userName(), caller);
        List<AccessKeyMetadata> all =
                user.keys.values().stream()
                        .map(each -> shown(user, each))
                        .sorted(Comparator.comparing(AccessKeyMetadata::accessKeyId))
                        .toList();
        Page<AccessKeyMetadata> page =
                Page.of(all, AccessKeyMetadata::accessKeyId, request.marker(), request.maxItems());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request, Caller caller) {
        StoredKey key = key(store.userOr(request.userName(), caller), request.accessKeyId());
        String status = Checks.required("status", request.statusAsString());
        if (!status.equals("Active") && !status.equals("Inactive")) {
            throw Refusals.constraint(
                    "status",
                    "'" + status + "'",
                    "Member must satisfy enum value set: [Active, Inactive]");
        }
        key.active = status.equals("Active");
        return UpdateAccessKeyResponse.builder().build();
    }

    public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request, Caller caller) {
        StoredUser user = store.userOr(request.userName(), caller);
        StoredKey key = key(user, request.accessKeyId());
        user.keys.remove(key.id);
        store.deletedKeys.add(key.id);
        return DeleteAccessKeyResponse.builder().build();
    }

    public GetAccessKeyLastUsedResponse getAccessKeyLastUsed(GetAccessKeyLastUsedRequest request) {
        String id =
                Checks.length(
                        "accessKeyId",
                        Checks.required("accessKeyId", request.accessKeyId()),
                        16,
                        128);
        StoredUser user =
                store.userOfKey(id)
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "AccessDenied",
                                        "User: "
                                                + store.foundation.realm().globalArn("iam", "root")
                                                + " is not authorized to perform:"
                                                + " iam:GetAccessKeyLastUsed on resource: access"
                                                + " key "
                                                + id,
                                        403));
        StoredKey key = key(user, id);
        String region = key.lastUsed == null ? "N/A" : store.foundation.realm().region();
        return GetAccessKeyLastUsedResponse.builder()
                .userName(user.name)
                .accessKeyLastUsed(
                        AccessKeyLastUsed.builder()
                                .lastUsedDate(key.lastUsed)
                                .serviceName(key.lastService)
                                .region(region)
                                .build())
                .build();
    }

    private static StoredKey key(StoredUser user, @Nullable String id) {
        String given = Checks.length("accessKeyId", Checks.required("accessKeyId", id), 16, 128);
        StoredKey key = user.keys.get(given);
        if (key == null) {
            throw Refusals.noSuchEntity("The Access Key with id " + given + " cannot be found.");
        }
        return key;
    }

    private static AccessKeyMetadata shown(StoredUser user, StoredKey key) {
        return AccessKeyMetadata.builder()
                .userName(user.name)
                .accessKeyId(key.id)
                .status(status(key))
                .createDate(key.created)
                .build();
    }

    private static StatusType status(StoredKey key) {
        return key.active ? StatusType.ACTIVE : StatusType.INACTIVE;
    }
}
