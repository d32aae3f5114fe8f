package dev.sila.localcloud.faults;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * What EC2 has just made is for a while neither listed nor known to calls that refer to it. AWS:
 * "<a href="https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html">eventual
 * consistency</a>".
 */
final class DelayedVisibility implements Interceptor {
    private static final Pattern IDENTIFIER = Pattern.compile("([a-z]+(?:-[a-z]+)*)-[0-9a-f]{17}");
    private static final Pattern MAKING = Pattern.compile("(Create|Allocate|Run|Request)[A-Z]\\w*");

    /** The middle of {@code Invalid….NotFound}, by an identifier's prefix. */
    private static final Map<String, String> CODES =
            Map.ofEntries(
                    Map.entry("vpc", "InvalidVpcID.NotFound"),
                    Map.entry("subnet", "InvalidSubnetID.NotFound"),
                    Map.entry("igw", "InvalidInternetGatewayID.NotFound"),
                    Map.entry("vgw", "InvalidVpnGatewayID.NotFound"),
                    Map.entry("rtb", "InvalidRouteTableID.NotFound"),
                    Map.entry("sg", "InvalidGroup.NotFound"),
                    Map.entry("dopt", "InvalidDhcpOptionID.NotFound"),
                    Map.entry("acl", "InvalidNetworkAclID.NotFound"),
                    Map.entry("eni", "InvalidNetworkInterfaceID.NotFound"),
                    Map.entry("nat", "NatGatewayNotFound"),
                    Map.entry("vpce", "InvalidVpcEndpointId.NotFound"),
                    Map.entry("pcx", "InvalidVpcPeeringConnectionID.NotFound"),
                    Map.entry("eipalloc", "InvalidAllocationID.NotFound"),
                    Map.entry("lt", "InvalidLaunchTemplateId.NotFound"),
                    Map.entry("i", "InvalidInstanceID.NotFound"),
                    Map.entry("vol", "InvalidVolume.NotFound"),
                    Map.entry("pl", "InvalidPrefixListID.NotFound"));

    private final Timeline timeline;
    private final Duration unseen;
    private final Map<String, Instant> visible = new HashMap<>();

    DelayedVisibility(Timeline timeline, Duration unseen) {
        this.timeline = timeline;
        this.unseen = unseen;
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        if (!call.service().equals("ec2")) {
            return next.handle(call);
        }
        Set<String> asked = Words.of(call.request());
        Optional<String> unknown = asked.stream().filter(this::hidden).sorted().findFirst();
        if (unknown.isPresent()) {
            throw notFound(unknown.get());
        }
        SdkPojo response = next.handle(call);
        if (MAKING.matcher(call.action()).matches()) {
            hide(response, asked);
            return response;
        }
        return call.action().startsWith("Describe") ? seen(response) : response;
    }

    private boolean hidden(String word) {
        Instant from = visible.get(word);
        return from != null && timeline.now().isBefore(from);
    }

    private void hide(SdkPojo response, Set<String> asked) {
        Instant from = timeline.now().plus(unseen);
        Words.of(response).stream()
                .filter(each -> !asked.contains(each))
                .filter(each -> CODES.containsKey(prefix(each)))
                .forEach(each -> visible.putIfAbsent(each, from));
    }

    private static String prefix(String word) {
        Matcher matcher = IDENTIFIER.matcher(word);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static AwsFailure notFound(String id) {
        return new AwsFailure(
                CODES.getOrDefault(prefix(id), "InvalidParameterValue"),
                "The ID '" + id + "' does not exist");
    }

    /** The response without the listed things that are hidden. */
    private SdkPojo seen(SdkPojo response) {
        if (visible.keySet().stream().noneMatch(this::hidden)
                || !(response instanceof ToCopyableBuilder<?, ?> copyable)) {
            return response;
        }
        SdkBuilder<?, ?> builder = copyable.toBuilder();
        for (SdkField<?> field : response.sdkFields()) {
            if (field.getValueOrDefault(response) instanceof Collection<?> listed) {
                List<?> left = listed.stream().filter(each -> !isHidden(each)).toList();
                field.set(builder, left);
            }
        }
        return (SdkPojo) builder.build();
    }

    /** Whether a listed thing says of itself, not of its parts, an identifier that is hidden. */
    private boolean isHidden(Object listed) {
        return listed instanceof SdkPojo object
                && object.sdkFields().stream()
                        .map(each -> each.getValueOrDefault(object))
                        .anyMatch(each -> each instanceof String word && hidden(word));
    }
}
