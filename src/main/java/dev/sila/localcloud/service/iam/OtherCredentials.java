package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.wire.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsRequest;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsResponse;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesResponse;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysRequest;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysResponse;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesResponse;

/**
 * The credentials of users that the local cloud does not make: MFA devices, SSH keys, signing
 * certificates and passwords for single services. Nobody has any, which is what clients ask before
 * they delete a user; the operations that make them are refused as unknown.
 */
final class OtherCredentials {
    private final Store store;

    OtherCredentials(Store store) {
        this.store = store;
    }

    public ListMfaDevicesResponse listMFADevices(ListMfaDevicesRequest request, Caller caller) {
        requireUser(request.userName(), caller);
        return ListMfaDevicesResponse.builder().mfaDevices(List.of()).isTruncated(false).build();
    }

    public ListVirtualMfaDevicesResponse listVirtualMFADevices(
            ListVirtualMfaDevicesRequest request) {
        Checks.known(
                "assignmentStatus",
                request.assignmentStatusAsString(),
                AssignmentStatusType.knownValues());
        return ListVirtualMfaDevicesResponse.builder()
                .virtualMFADevices(List.of())
                .isTruncated(false)
                .build();
    }

    public ListSshPublicKeysResponse listSSHPublicKeys(
            ListSshPublicKeysRequest request, Caller caller) {
        requireUser(request.userName(), caller);
        return ListSshPublicKeysResponse.builder()
                .sshPublicKeys(List.of())
                .isTruncated(false)
                .build();
    }

    public ListSigningCertificatesResponse listSigningCertificates(
            ListSigningCertificatesRequest request, Caller caller) {
        requireUser(request.userName(), caller);
        return ListSigningCertificatesResponse.builder()
                .certificates(List.of())
                .isTruncated(false)
                .build();
    }

    public ListServiceSpecificCredentialsResponse listServiceSpecificCredentials(
            ListServiceSpecificCredentialsRequest request, Caller caller) {
        requireUser(request.userName(), caller);
        return ListServiceSpecificCredentialsResponse.builder()
                .serviceSpecificCredentials(List.of())
                .isTruncated(false)
                .build();
    }

    /** Root has none either; any other user must exist. */
    private void requireUser(@Nullable String name, Caller caller) {
        if (name != null || store.userOfKey(caller.accessKeyId()).isPresent()) {
            store.userOr(name, caller);
        }
    }
}
