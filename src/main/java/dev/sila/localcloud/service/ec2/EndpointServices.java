package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.PrivateDnsDetails;
import software.amazon.awssdk.services.ec2.model.ServiceConnectivityType;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;

/** AWS's services that VPC endpoints lead to. */
public final class EndpointServices {
    private static final List<String> GATEWAYS = List.of("s3", "dynamodb");
    private static final List<String> INTERFACES =
            List.of(
                    "autoscaling",
                    "cloudformation",
                    "cloudtrail",
                    "dynamodb",
                    "ec2",
                    "ec2messages",
                    "ecr.api",
                    "ecr.dkr",
                    "ecs",
                    "elasticfilesystem",
                    "elasticloadbalancing",
                    "events",
                    "kms",
                    "lambda",
                    "logs",
                    "monitoring",
                    "rds",
                    "s3",
                    "secretsmanager",
                    "sns",
                    "sqs",
                    "ssm",
                    "ssmmessages",
                    "sts");

    private final Store store;
    private final Zones zones;
    private final FieldFilters filters =
            new FieldFilters(
                    ServiceDetail.builder(), Map.of("service-type", "service-type.service-type"));

    EndpointServices(Store store, Zones zones) {
        this.store = store;
        this.zones = zones;
    }

    private String region() {
        return store.foundation().realm().region();
    }

    private Stream<ServiceDetail> all() {
        return Stream.concat(
                GATEWAYS.stream().map(each -> detail(each, ServiceType.GATEWAY)),
                INTERFACES.stream().map(each -> detail(each, ServiceType.INTERFACE)));
    }

    private ServiceDetail detail(String service, ServiceType type) {
        ServiceDetail.Builder detail =
                ServiceDetail.builder()
                        .serviceName("com.amazonaws." + region() + "." + service)
                        .serviceId("vpce-svc-0" + digits(service, type))
                        .serviceType(ServiceTypeDetail.builder().serviceType(type).build())
                        .serviceRegion(region())
                        .availabilityZones(zones.all().map(AvailabilityZone::zoneName).toList())
                        .availabilityZoneIds(zones.all().map(AvailabilityZone::zoneId).toList())
                        .owner("amazon")
                        .baseEndpointDnsNames(baseName(service))
                        .vpcEndpointPolicySupported(true)
                        .acceptanceRequired(false)
                        .managesVpcEndpoints(false)
                        .supportedIpAddressTypes(ServiceConnectivityType.IPV4);
        if (type == ServiceType.INTERFACE && !GATEWAYS.contains(service)) {
            String name = privateName(service);
            detail.privateDnsName(name)
                    .privateDnsNames(PrivateDnsDetails.builder().privateDnsName(name).build());
        }
        return detail.build();
    }

    /** Sixteen digits that stay the same for a service. */
    private static String digits(String service, ServiceType type) {
        return "%016x".formatted((service + type).hashCode() * 0x9E3779B97F4A7C15L);
    }

    private String baseName(String service) {
        List<String> parts = List.of(service.split("\\."));
        String host = String.join(".", parts.reversed());
        return host + "." + region() + ".vpce.amazonaws.com";
    }

    private String privateName(String service) {
        return switch (service) {
            case "ecr.dkr" -> "*.dkr.ecr." + region() + ".amazonaws.com";
            case "ecr.api" -> "api.ecr." + region() + ".amazonaws.com";
            default -> service + "." + region() + ".amazonaws.com";
        };
    }

    /**
     * The service of that name that takes endpoints of that type.
     *
     * @throws AwsFailure {@code InvalidServiceName} if there is none of that name, {@code
     *     InvalidParameter} if it takes other endpoints
     */
    ServiceDetail named(String name, ServiceType type) {
        List<ServiceDetail> found = all().filter(each -> each.serviceName().equals(name)).toList();
        if (found.isEmpty()) {
            throw noService(name);
        }
        return found.stream()
                .filter(each -> each.serviceType().getFirst().serviceType() == type)
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidParameter",
                                "The Vpc Endpoint type %s is not supported by the service %s."
                                        .formatted(type, name)));
    }

    private static AwsFailure noService(String name) {
        return new AwsFailure(
                "InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
    }

    public DescribeVpcEndpointServicesResponse describeVpcEndpointServices(
            DescribeVpcEndpointServicesRequest request) {
        Refusals.supportedOnly(
                request,
                java.util.Set.of("ServiceNames", "Filters", "MaxResults", "NextToken", "DryRun"));
        List<String> names = request.serviceNames();
        for (String name : names) {
            if (all().noneMatch(each -> each.serviceName().equals(name))) {
                throw noService(name);
            }
        }
        Stream<ServiceDetail> chosen =
                all().filter(each -> names.isEmpty() || names.contains(each.serviceName()));
        Page<ServiceDetail> page =
                new Pages(1, 1000)
                        .page(
                                Table.matching(chosen, request.filters(), filters).toList(),
                                each -> each.serviceName() + " " + each.serviceId(),
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeVpcEndpointServicesResponse.builder()
                .serviceDetails(page.items())
                .serviceNames(
                        page.items().stream().map(ServiceDetail::serviceName).distinct().toList())
                .nextToken(page.nextToken())
                .build();
    }
}
