package dev.sila.localcloud.whole;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.access.Surroundings;
import dev.sila.localcloud.service.ec2.Ec2;
import dev.sila.localcloud.service.iam.Iam;
import dev.sila.localcloud.service.policy.Subject;
import dev.sila.localcloud.service.sts.Sts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** What enforcement sees of the account. */
final class AccountSurroundings implements Surroundings {
    /**
     * What holds it.
     *
     * @param tags the tags of a resource by its ARN, by the service as ARNs name it; beside IAM and
     *     EC2
     */
    record Parts(Iam iam, Ec2 ec2, Map<String, Function<String, Map<String, String>>> tags) {}

    private final Iam iam;
    private final Sts sts;
    private final Ec2 ec2;
    private final Map<String, Function<String, Map<String, String>>> tags;

    AccountSurroundings(Parts parts, Sts sts) {
        this.iam = parts.iam();
        this.sts = sts;
        this.ec2 = parts.ec2();
        this.tags = Map.copyOf(parts.tags());
    }

    @Override
    public Subject subject(String accessKeyId) {
        return sts.subject(accessKeyId);
    }

    @Override
    public void used(String accessKeyId, String service) {
        iam.used(accessKeyId, service);
    }

    @Override
    public Map<String, String> tags(String arn) {
        if (arn.startsWith("arn:aws:iam:")) {
            return iam.tags(arn);
        }
        if (!arn.startsWith("arn:aws:ec2:")) {
            String service = arn.split(":", 4).length > 2 ? arn.split(":", 4)[2] : "";
            return tags.getOrDefault(service, each -> Map.of()).apply(arn);
        }
        if (arn.endsWith("/*")) {
            return Map.of();
        }
        DescribeTagsRequest request =
                DescribeTagsRequest.builder()
                        .filters(
                                Filter.builder()
                                        .name("resource-id")
                                        .values(arn.substring(arn.lastIndexOf('/') + 1))
                                        .build())
                        .build();
        Map<String, String> tags = new TreeMap<>();
        ec2.tagging()
                .describeTags(request)
                .tags()
                .forEach(each -> tags.put(each.key(), each.value()));
        return tags;
    }

    @Override
    public Optional<String> iamArn(String resource, String name) {
        return iam.arn(resource, name);
    }

    @Override
    public Optional<String> roleOfProfile(String nameOrArn) {
        return iam.instanceProfile(nameOrArn)
                .flatMap(Iam.KnownProfile::role)
                .flatMap(iam::role)
                .map(Iam.KnownRole::arn);
    }

    @Override
    public Optional<String> profileOfTemplate(String idOrName, String version) {
        return template(idOrName, version)
                .flatMap(each -> Optional.ofNullable(each.iamInstanceProfile()))
                .flatMap(each ->
                        Optional.ofNullable(each.arn()).or(() -> Optional.ofNullable(each.name())));
    }

    @Override
    public List<String> taggedByTemplate(String idOrName, String version) {
        return template(idOrName, version).stream()
                .flatMap(each -> each.tagSpecifications().stream())
                .map(LaunchTemplateTagSpecification::resourceTypeAsString)
                .toList();
    }

    /** Nothing for a template that does not exist: the call itself says so. */
    private Optional<ResponseLaunchTemplateData> template(String idOrName, String version) {
        LaunchTemplateSpecification.Builder template = LaunchTemplateSpecification.builder();
        if (idOrName.startsWith("lt-")) {
            template.launchTemplateId(idOrName);
        } else {
            template.launchTemplateName(idOrName);
        }
        if (!version.isEmpty()) {
            template.version(version);
        }
        try {
            return Optional.of(
                    ec2.launchTemplateVersions().find(template.build()).launchTemplateData());
        } catch (AwsFailure unknown) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> routeTable(String associationId) {
        Filter filter =
                Filter.builder()
                        .name("association.route-table-association-id")
                        .values(associationId)
                        .build();
        return ec2
                .routeTables()
                .describeRouteTables(DescribeRouteTablesRequest.builder().filters(filter).build())
                .routeTables()
                .stream()
                .map(RouteTable::routeTableId)
                .findFirst();
    }
}
