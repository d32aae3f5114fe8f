package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;
import software.amazon.awssdk.services.servicequotas.model.RequestedServiceQuotaChange;
import software.amazon.awssdk.services.servicequotas.model.ServiceInfo;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import software.amazon.awssdk.services.servicequotas.model.Tag;

/** Quotas, and more of one. */
final class ServiceQuotasTour implements Tour {
    private static final String CODE = "L-09101E66";

    @Override
    public String service() {
        return "Service Quotas";
    }

    @Override
    public void walk(Rig rig) {
        ServiceQuotasClient quotas = rig.client(ServiceQuotasClient.builder());
        assertThat(quotas.listServicesPaginator(request -> request.maxResults(1)).services())
                .extracting(ServiceInfo::serviceCode)
                .contains("ssm");
        assertThat(quotas.listServiceQuotas(request -> request.serviceCode("ssm")).quotas())
                .extracting(ServiceQuota::quotaCode)
                .contains(CODE);
        raise(rig, quotas);
    }

    private static void raise(Rig rig, ServiceQuotasClient quotas) {
        assertThat(value(quotas)).isEqualTo(100);
        RequestedServiceQuotaChange change =
                quotas.requestServiceQuotaIncrease(request ->
                                request.serviceCode("ssm").quotaCode(CODE).desiredValue(150.0))
                        .requestedQuota();
        assertThat(change.status()).isEqualTo(RequestStatus.PENDING);
        assertThat(value(quotas)).isEqualTo(100);
        rig.pass(Duration.ofMinutes(10));
        assertThat(value(quotas)).isEqualTo(150);
        assertThat(
                        quotas.getRequestedServiceQuotaChange(
                                        request -> request.requestId(change.id()))
                                .requestedQuota()
                                .status())
                .isEqualTo(RequestStatus.APPROVED);
        assertThat(
                        quotas.getAWSDefaultServiceQuota(
                                        request -> request.serviceCode("ssm").quotaCode(CODE))
                                .quota()
                                .value())
                .isEqualTo(100);
        assertThat(
                        quotas.listAWSDefaultServiceQuotas(request -> request.serviceCode("ssm"))
                                .quotas())
                .isNotEmpty();
        assertThat(
                        quotas.listRequestedServiceQuotaChangeHistory(
                                        request -> request.status(RequestStatus.APPROVED))
                                .requestedQuotas())
                .hasSize(1);
        assertThat(
                        quotas.listRequestedServiceQuotaChangeHistoryByQuota(
                                        request -> request.serviceCode("ssm").quotaCode(CODE))
                                .requestedQuotas())
                .hasSize(1);
        tags(quotas, change.quotaArn());
    }

    private static double value(ServiceQuotasClient quotas) {
        return quotas.getServiceQuota(request -> request.serviceCode("ssm").quotaCode(CODE))
                .quota()
                .value();
    }

    private static void tags(ServiceQuotasClient quotas, String arn) {
        quotas.tagResource(request ->
                request.resourceARN(arn)
                        .tags(
                                Tag.builder().key("a").value("1").build(),
                                Tag.builder().key("b").value("2").build()));
        quotas.untagResource(request -> request.resourceARN(arn).tagKeys("a"));
        assertThat(quotas.listTagsForResource(request -> request.resourceARN(arn)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
    }
}
