package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.model.AccountSharingInfo;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentPermissionRequest;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentPermissionResponse;
import software.amazon.awssdk.services.ssm.model.ModifyDocumentPermissionRequest;
import software.amazon.awssdk.services.ssm.model.ModifyDocumentPermissionResponse;

/** With whom documents are shared. */
final class DocumentSharing {
    /** Accounts that a document is shared with (quotas of Systems Manager). */
    private static final int MOST_ACCOUNTS = 1000;

    private final Documents documents;

    DocumentSharing(Documents documents) {
        this.documents = documents;
    }

    public ModifyDocumentPermissionResponse modifyDocumentPermission(
            ModifyDocumentPermissionRequest request) {
        Document document = documents.owned(request.name());
        String version =
                request.sharedDocumentVersion() == null
                        ? "$DEFAULT"
                        : request.sharedDocumentVersion();
        if (!version.equals("All")) {
            documents.version(document, version, null);
        }
        for (String account : request.accountIdsToAdd()) {
            if (request.accountIdsToRemove().contains(account)) {
                throw Refusals.validation(
                        "Account " + account + " can not be added and removed at once.");
            }
        }
        boolean everyone = request.accountIdsToAdd().stream().anyMatch("all"::equalsIgnoreCase);
        if (everyone && request.accountIdsToAdd().size() > 1) {
            throw Refusals.validation("A document is shared with all or with single accounts.");
        }
        if (document.shared.size() + request.accountIdsToAdd().size() > MOST_ACCOUNTS) {
            throw new AwsFailure(
                    "DocumentPermissionLimit",
                    "The document can not be shared with more Amazon Web Services accounts.");
        }
        request.accountIdsToRemove().forEach(document.shared::remove);
        request.accountIdsToAdd().forEach(each -> document.shared.put(each, version));
        return ModifyDocumentPermissionResponse.builder().build();
    }

    public DescribeDocumentPermissionResponse describeDocumentPermission(
            DescribeDocumentPermissionRequest request) {
        Document document = documents.owned(request.name());
        Page<Map.Entry<String, String>> page =
                Listing.page(
                        List.copyOf(document.shared.entrySet()),
                        Map.Entry::getKey,
                        request.maxResults(),
                        request.nextToken());
        return DescribeDocumentPermissionResponse.builder()
                .accountIds(page.items().stream().map(Map.Entry::getKey).toList())
                .accountSharingInfoList(
                        page.items().stream()
                                .map(each ->
                                        AccountSharingInfo.builder()
                                                .accountId(each.getKey())
                                                .sharedDocumentVersion(each.getValue())
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
