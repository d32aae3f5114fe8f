package dev.sila.localcloud.service.servicequotas;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/** The quotas of all services, as the service shows them. */
final class Catalogue {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("autoscaling", "Amazon EC2 Auto Scaling"),
                    Map.entry("ebs", "Amazon Elastic Block Store (Amazon EBS)"),
                    Map.entry("ec2", "Amazon Elastic Compute Cloud (Amazon EC2)"),
                    Map.entry("elasticloadbalancing", "Elastic Load Balancing (ELB)"),
                    Map.entry("events", "Amazon EventBridge (CloudWatch Events)"),
                    Map.entry("iam", "AWS Identity and Access Management (IAM)"),
                    Map.entry("monitoring", "Amazon CloudWatch"),
                    Map.entry("s3", "Amazon Simple Storage Service (Amazon S3)"),
                    Map.entry("sns", "Amazon Simple Notification Service (Amazon SNS)"),
                    Map.entry("sqs", "Amazon Simple Queue Service (Amazon SQS)"),
                    Map.entry("ssm", "AWS Systems Manager"),
                    Map.entry("vpc", "Amazon Virtual Private Cloud (Amazon VPC)"));

    private final Foundation foundation;

    Catalogue(Foundation foundation) {
        this.foundation = foundation;
    }

    List<String> services() {
        return foundation.quotas().all().stream().map(Quota::service).distinct().sorted().toList();
    }

    String name(String service) {
        return NAMES.getOrDefault(service, service);
    }

    List<Quota> quotas(String service) {
        List<Quota> found =
                foundation.quotas().all().stream()
                        .filter(each -> each.service().equals(service))
                        .sorted(Comparator.comparing(Quota::code))
                        .toList();
        if (found.isEmpty()) {
            throw noSuch("The service " + service + " does not exist.");
        }
        return found;
    }

    Quota quota(String service, String code) {
        return quotas(service).stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> noSuch("The quota " + code + " does not exist."));
    }

    /** What the account has now. */
    int value(Quota quota) {
        return foundation.quotas().of(quota);
    }

    String arn(Quota quota) {
        return foundation.realm().arn("servicequotas", quota.service() + "/" + quota.code());
    }

    ServiceQuota shown(Quota quota, int value) {
        return ServiceQuota.builder()
                .serviceCode(quota.service())
                .serviceName(name(quota.service()))
                .quotaArn(arn(quota))
                .quotaCode(quota.code())
                .quotaName(quota.name())
                .value((double) value)
                .unit("None")
                .adjustable(quota.adjustable())
                .globalQuota(quota.service().equals("iam"))
                .quotaAppliedAtLevel(AppliedLevelEnum.ACCOUNT)
                .build();
    }

    static AwsFailure noSuch(String message) {
        return new AwsFailure("NoSuchResourceException", message);
    }

    static <T> Page<T> page(
            List<T> items,
            Function<T, String> key,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {
        try {
            return new Pages(1, 100)
                    .page(items, key, maxResults == null ? 100 : maxResults, nextToken);
        } catch (AwsFailure wrongToken) {
            throw new AwsFailure("InvalidPaginationTokenException", "Invalid input was provided.");
        }
    }
}
