package dev.sila.localcloud.service.servicequotas;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.ListAwsDefaultServiceQuotasRequest;
import software.amazon.awssdk.services.servicequotas.model.ListAwsDefaultServiceQuotasResponse;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasRequest;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasResponse;
import software.amazon.awssdk.services.servicequotas.model.ListServicesRequest;
import software.amazon.awssdk.services.servicequotas.model.ListServicesResponse;
import software.amazon.awssdk.services.servicequotas.model.ServiceInfo;

/** Shows services and their quotas. */
final class QuotaOperations {
    private final Catalogue catalogue;

    QuotaOperations(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public ListServicesResponse listServices(ListServicesRequest request) {
        Page<String> page =
                Catalogue.page(
                        catalogue.services(),
                        each -> each,
                        request.maxResults(),
                        request.nextToken());
        return ListServicesResponse.builder()
                .services(
                        page.items().stream()
                                .map(each ->
                                        ServiceInfo.builder()
                                                .serviceCode(each)
                                                .serviceName(catalogue.name(each))
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    public GetServiceQuotaResponse getServiceQuota(GetServiceQuotaRequest request) {
        noContext(request.contextId());
        Quota quota = catalogue.quota(request.serviceCode(), request.quotaCode());
        return GetServiceQuotaResponse.builder()
                .quota(catalogue.shown(quota, catalogue.value(quota)))
                .build();
    }

    /** Quotas of single resources are not supported. */
    static void noContext(@Nullable String contextId) {
        if (contextId != null) {
            throw new AwsFailure(
                    "IllegalArgumentException",
                    "The local cloud does not support quotas of single resources: " + contextId);
        }
    }

    /** What a new account has. */
    public GetAwsDefaultServiceQuotaResponse getAWSDefaultServiceQuota(
            GetAwsDefaultServiceQuotaRequest request) {
        Quota quota = catalogue.quota(request.serviceCode(), request.quotaCode());
        return GetAwsDefaultServiceQuotaResponse.builder()
                .quota(catalogue.shown(quota, quota.standard()))
                .build();
    }

    public ListServiceQuotasResponse listServiceQuotas(ListServiceQuotasRequest request) {
        boolean others = request.quotaAppliedAtLevel() == AppliedLevelEnum.RESOURCE;
        Page<Quota> page =
                Catalogue.page(
                        catalogue.quotas(request.serviceCode()).stream()
                                .filter(each ->
                                        !others
                                                && (request.quotaCode() == null
                                                        || each.code().equals(request.quotaCode())))
                                .toList(),
                        Quota::code,
                        request.maxResults(),
                        request.nextToken());
        return ListServiceQuotasResponse.builder()
                .quotas(
                        page.items().stream()
                                .map(each -> catalogue.shown(each, catalogue.value(each)))
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    public ListAwsDefaultServiceQuotasResponse listAWSDefaultServiceQuotas(
            ListAwsDefaultServiceQuotasRequest request) {
        Page<Quota> page =
                Catalogue.page(
                        catalogue.quotas(request.serviceCode()),
                        Quota::code,
                        request.maxResults(),
                        request.nextToken());
        return ListAwsDefaultServiceQuotasResponse.builder()
                .quotas(
                        page.items().stream()
                                .map(each -> catalogue.shown(each, each.standard()))
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
