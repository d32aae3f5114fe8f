package dev.sila.localcloud.service.servicequotas;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.GetRequestedServiceQuotaChangeRequest;
import software.amazon.awssdk.services.servicequotas.model.GetRequestedServiceQuotaChangeResponse;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryByQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryByQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryRequest;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryResponse;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseRequest;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseResponse;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;
import software.amazon.awssdk.services.servicequotas.model.RequestedServiceQuotaChange;

/** Requests for more: pending, and approved after some minutes. Every one is approved. */
final class Increases {
    private static final Duration APPROVAL = Duration.ofMinutes(5);

    /** Requests that may be open at a time (quotas of Service Quotas). */
    private static final int MOST_OPEN = 20;

    private final Foundation foundation;
    private final Catalogue catalogue;
    private final Map<String, RequestedServiceQuotaChange> byId = new TreeMap<>();

    Increases(Foundation foundation, Catalogue catalogue) {
        this.foundation = foundation;
        this.catalogue = catalogue;
    }

    public RequestServiceQuotaIncreaseResponse requestServiceQuotaIncrease(
            RequestServiceQuotaIncreaseRequest request) {
        QuotaOperations.noContext(request.contextId());
        Quota quota = catalogue.quota(request.serviceCode(), request.quotaCode());
        int desired = desired(quota, request.desiredValue());
        List<RequestedServiceQuotaChange> open =
                byId.values().stream()
                        .filter(each -> each.status() == RequestStatus.PENDING)
                        .toList();
        if (open.stream().anyMatch(each -> isFor(each, quota.service(), quota.code()))) {
            throw new AwsFailure(
                    "ResourceAlreadyExistsException",
                    "Only one open service quota increase request is allowed per quota.");
        }
        if (open.size() >= MOST_OPEN) {
            throw new AwsFailure(
                    "QuotaExceededException",
                    "You have exceeded your service quota: " + MOST_OPEN + " open requests.");
        }
        RequestedServiceQuotaChange change = change(quota, desired);
        byId.put(change.id(), change);
        foundation.timeline().after(APPROVAL, () -> approve(change, quota, desired));
        return RequestServiceQuotaIncreaseResponse.builder().requestedQuota(change).build();
    }

    private int desired(Quota quota, double value) {
        if (!quota.adjustable()) {
            throw illegal("The quota " + quota.code() + " is not adjustable.");
        }
        if (value <= catalogue.value(quota)) {
            throw illegal("You must provide a quota value greater than the current quota value.");
        }
        if (value > Integer.MAX_VALUE || value != Math.rint(value)) {
            throw illegal("The value " + value + " is not valid.");
        }
        return (int) value;
    }

    private static AwsFailure illegal(String message) {
        return new AwsFailure("IllegalArgumentException", message);
    }

    private RequestedServiceQuotaChange change(Quota quota, int desired) {
        String account = foundation.realm().account();
        String arn = foundation.realm().globalArn("iam", "root");
        return RequestedServiceQuotaChange.builder()
                .id(foundation.identity().hex(32) + foundation.identity().hex(8))
                .serviceCode(quota.service())
                .serviceName(catalogue.name(quota.service()))
                .quotaCode(quota.code())
                .quotaName(quota.name())
                .desiredValue((double) desired)
                .status(RequestStatus.PENDING)
                .created(foundation.timeline().now())
                .lastUpdated(foundation.timeline().now())
                .requester("{\"accountId\":\"" + account + "\",\"callerArn\":\"" + arn + "\"}")
                .quotaArn(catalogue.arn(quota))
                .globalQuota(quota.service().equals("iam"))
                .unit("None")
                .quotaRequestedAtLevel(AppliedLevelEnum.ACCOUNT)
                .build();
    }

    private void approve(RequestedServiceQuotaChange change, Quota quota, int desired) {
        foundation.quotas().grant(quota, desired);
        byId.put(
                change.id(),
                change.toBuilder()
                        .status(RequestStatus.APPROVED)
                        .lastUpdated(foundation.timeline().now())
                        .build());
    }

    public GetRequestedServiceQuotaChangeResponse getRequestedServiceQuotaChange(
            GetRequestedServiceQuotaChangeRequest request) {
        RequestedServiceQuotaChange change = byId.get(request.requestId());
        if (change == null) {
            throw Catalogue.noSuch("There is no request " + request.requestId() + ".");
        }
        return GetRequestedServiceQuotaChangeResponse.builder().requestedQuota(change).build();
    }

    public ListRequestedServiceQuotaChangeHistoryResponse listRequestedServiceQuotaChangeHistory(
            ListRequestedServiceQuotaChangeHistoryRequest request) {
        List<RequestedServiceQuotaChange> found =
                byId.values().stream()
                        .filter(each ->
                                request.serviceCode() == null
                                        || each.serviceCode().equals(request.serviceCode()))
                        .filter(each ->
                                request.status() == null || each.status() == request.status())
                        .filter(each ->
                                request.quotaRequestedAtLevel() != AppliedLevelEnum.RESOURCE)
                        .toList();
        Page<RequestedServiceQuotaChange> page =
                Catalogue.page(
                        found,
                        RequestedServiceQuotaChange::id,
                        request.maxResults(),
                        request.nextToken());
        return ListRequestedServiceQuotaChangeHistoryResponse.builder()
                .requestedQuotas(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public ListRequestedServiceQuotaChangeHistoryByQuotaResponse
            listRequestedServiceQuotaChangeHistoryByQuota(
                    ListRequestedServiceQuotaChangeHistoryByQuotaRequest request) {
        Quota quota = catalogue.quota(request.serviceCode(), request.quotaCode());
        List<RequestedServiceQuotaChange> found = new ArrayList<>();
        for (RequestedServiceQuotaChange each : byId.values()) {
            if (isFor(each, quota.service(), quota.code())
                    && (request.status() == null || each.status() == request.status())) {
                found.add(each);
            }
        }
        Page<RequestedServiceQuotaChange> page =
                Catalogue.page(
                        found,
                        RequestedServiceQuotaChange::id,
                        request.maxResults(),
                        request.nextToken());
        return ListRequestedServiceQuotaChangeHistoryByQuotaResponse.builder()
                .requestedQuotas(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean isFor(RequestedServiceQuotaChange change, String service, String code) {
        return change.serviceCode().equals(service) && change.quotaCode().equals(code);
    }
}
