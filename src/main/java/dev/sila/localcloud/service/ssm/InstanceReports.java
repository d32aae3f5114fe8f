package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationRequest;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.PingStatus;
import software.amazon.awssdk.services.ssm.model.ResourceType;

/** Reports on managed instances. */
final class InstanceReports {
    private static final String AGENT = "3.3.3050.0";
    private static final Set<String> KEYS =
            Set.of(
                    "InstanceIds",
                    "AgentVersion",
                    "PingStatus",
                    "PlatformTypes",
                    "ActivationIds",
                    "IamRole",
                    "ResourceType",
                    "AssociationStatus");

    private final Nodes nodes;
    private final Foundation foundation;

    InstanceReports(Nodes nodes, Foundation foundation) {
        this.nodes = nodes;
        this.foundation = foundation;
    }

    public DescribeInstanceInformationResponse describeInstanceInformation(
            DescribeInstanceInformationRequest request) {
        List<InstanceInformationStringFilter> filters = new ArrayList<>(request.filters());
        request.instanceInformationFilterList()
                .forEach(each ->
                        filters.add(
                                InstanceInformationStringFilter.builder()
                                        .key(each.keyAsString())
                                        .values(each.valueSet())
                                        .build()));
        filters.forEach(InstanceReports::check);
        List<Nodes.Node> found =
                nodes.all().stream()
                        .filter(node -> filters.stream().allMatch(each -> matches(node, each)))
                        .toList();
        Page<Nodes.Node> page =
                Listing.page(found, Nodes.Node::id, request.maxResults(), request.nextToken());
        return DescribeInstanceInformationResponse.builder()
                .instanceInformationList(page.items().stream().map(this::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static void check(InstanceInformationStringFilter filter) {
        String key = filter.key();
        if (!KEYS.contains(key) && !key.startsWith("tag:") && !key.equals("tag-key")) {
            throw Refusals.invalidFilter(key);
        }
        if (key.equals("PingStatus")
                && PingStatus.knownValues().stream()
                        .noneMatch(each -> filter.values().contains(each.toString()))) {
            throw new AwsFailure(
                    "InvalidInstanceInformationFilterValue",
                    "The specified filter value isn't valid: " + filter.values());
        }
    }

    private static boolean matches(Nodes.Node node, InstanceInformationStringFilter filter) {
        String key = filter.key();
        List<String> values = filter.values();
        if (key.startsWith("tag:")) {
            return values.contains(node.machine().tags().get(key.substring(4)));
        }
        return switch (key) {
            case "InstanceIds" -> values.contains(node.id());
            case "AgentVersion" -> values.contains(AGENT);
            case "PingStatus" -> values.contains(ping(node).toString());
            case "PlatformTypes" -> values.contains(node.machine().platform());
            case "IamRole" -> values.contains(node.machine().role());
            case "ResourceType" -> values.contains(ResourceType.EC2_INSTANCE.toString());
            case "tag-key" -> values.stream().anyMatch(node.machine().tags()::containsKey);
            default -> false;
        };
    }

    private static PingStatus ping(Nodes.Node node) {
        return node.online() ? PingStatus.ONLINE : PingStatus.CONNECTION_LOST;
    }

    private InstanceInformation shown(Nodes.Node node) {
        return InstanceInformation.builder()
                .instanceId(node.id())
                .pingStatus(ping(node))
                .lastPingDateTime(foundation.timeline().now())
                .agentVersion(AGENT)
                .isLatestVersion(true)
                .platformType(node.machine().platform())
                .platformName(node.machine().platformName())
                .platformVersion(node.machine().platformVersion())
                .resourceType(ResourceType.EC2_INSTANCE)
                .ipAddress(node.machine().privateAddress())
                .computerName(node.machine().privateName())
                .sourceId(node.id())
                .sourceType("AWS::EC2::Instance")
                .build();
    }
}
