package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Quota;
import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;

/** What Service Quotas refuses. */
final class ServiceQuotasRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/";
    private static final String REQUEST = API + "API_RequestServiceQuotaIncrease.html";
    private static final String CODE = "L-09101E66";

    private static final List<Refusal> REFUSALS =
            List.of(
                    refused(
                            "The service exists",
                            API + "API_ListServiceQuotas.html",
                            "NoSuchResourceException",
                            quotas -> quotas.listServiceQuotas(r -> r.serviceCode("none"))),
                    refused(
                            "The quota exists",
                            API + "API_GetServiceQuota.html",
                            "NoSuchResourceException",
                            quotas ->
                                    quotas.getServiceQuota(
                                            r -> r.serviceCode("ssm").quotaCode("L-12345678"))),
                    refused(
                            "A code looks like one",
                            API + "API_GetServiceQuota.html",
                            "ValidationException",
                            quotas ->
                                    quotas.getServiceQuota(
                                            r -> r.serviceCode("ssm").quotaCode("L 1"))),
                    refused(
                            "More is more than now",
                            REQUEST,
                            "IllegalArgumentException",
                            quotas -> request(quotas, CODE, 100)),
                    refused(
                            "One request for a quota is open at a time",
                            REQUEST,
                            "ResourceAlreadyExistsException",
                            quotas -> {
                                request(quotas, CODE, 200);
                                request(quotas, CODE, 300);
                            }),
                    new Refusal(
                            "What is fixed is not raised",
                            REQUEST,
                            "IllegalArgumentException",
                            ServiceQuotasRefusals::requestFixed),
                    refused(
                            "The request exists",
                            API + "API_GetRequestedServiceQuotaChange.html",
                            "NoSuchResourceException",
                            quotas ->
                                    quotas.getRequestedServiceQuotaChange(
                                            r -> r.requestId("none"))),
                    refused(
                            "A token comes from a page",
                            API + "API_ListServices.html",
                            "InvalidPaginationTokenException",
                            quotas -> quotas.listServices(r -> r.nextToken("x"))),
                    refused(
                            "What is tagged exists",
                            API + "API_TagResource.html",
                            "NoSuchResourceException",
                            quotas ->
                                    quotas.tagResource(r ->
                                            r.resourceARN(
                                                            "arn:aws:servicequotas:us-east-1:000000000000:ssm/L-00000000")
                                                    .tags(t -> t.key("a").value("b")))));

    @Override
    public String service() {
        return "Service Quotas";
    }

    private static Refusal refused(
            String rule, String source, String code, Consumer<ServiceQuotasClient> attempt) {
        return new Refusal(
                rule,
                source,
                code,
                rig -> attempt.accept(rig.client(ServiceQuotasClient.builder())));
    }

    private static void request(ServiceQuotasClient quotas, String code, double value) {
        quotas.requestServiceQuotaIncrease(
                r -> r.serviceCode("ssm").quotaCode(code).desiredValue(value));
    }

    private static void requestFixed(Rig rig) {
        rig.local()
                .foundation()
                .quotas()
                .register(List.of(new Quota("ssm", "L-00000000", "Fixed", 5, false)));
        request(rig.client(ServiceQuotasClient.builder()), "L-00000000", 10);
    }

    @Override
    public List<Refusal> refusals() {
        return REFUSALS;
    }
}
