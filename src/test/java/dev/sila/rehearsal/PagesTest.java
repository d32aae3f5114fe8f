package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.Role;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.aws.kind.ScheduledAction;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.Subnet;
import dev.sila.engine.PlanText;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * What needs more than one page is found whole: the cloud here gives the smallest pages that AWS
 * allows.
 */
class PagesTest {
    /** The members that ask for a page's size, and the smallest that AWS takes. */
    private static final Map<String, Integer> SMALLEST =
            Map.of("MaxResults", 5, "MaxRecords", 1, "PageSize", 1, "MaxItems", 1);

    private final Specimens ci = new Specimens("ci");
    private final Set<String> paged = new TreeSet<>();

    /** Asks every question with the smallest page, and notes those whose answer went on. */
    private final class SmallPages implements Interceptor {
        @Override
        public SdkPojo around(Call call, Handling next) throws ConnectionLost {
            SdkPojo request = smallest(call.request());
            SdkPojo response =
                    next.handle(
                            new Call(
                                    call.service(),
                                    call.action(),
                                    request,
                                    call.caller(),
                                    call.requestId()));
            boolean goesOn =
                    response.sdkFields().stream()
                            .filter(each ->
                                    Set.of("NextToken", "NextMarker", "Marker", "NextRecordName")
                                            .contains(each.memberName()))
                            .anyMatch(each ->
                                    each.getValueOrDefault(response) instanceof String token
                                            && !token.isEmpty());
            if (goesOn) {
                paged.add(call.action());
            }
            return response;
        }
    }

    /**
     * Ids and names exclude a page's size in EC2, so only questions that already name one are
     * changed there.
     */
    private static SdkPojo smallest(SdkPojo request) {
        for (SdkField<?> field : request.sdkFields()) {
            Integer size = SMALLEST.get(field.memberName());
            boolean may = size != null && (size == 1 || field.getValueOrDefault(request) != null);
            if (may && request instanceof ToCopyableBuilder<?, ?> copyable) {
                SdkBuilder<?, ?> builder = copyable.toBuilder();
                // Route 53 has its numbers as text.
                boolean text = field.marshallingType().equals(MarshallingType.STRING);
                field.set(builder, text ? String.valueOf(size) : size);
                return (SdkPojo) builder.build();
            }
        }
        return request;
    }

    private List<Spec> many() {
        List<Spec> specs = new ArrayList<>(ci.all());
        for (int i = 0; i < 6; i++) {
            specs.addAll(more(i));
        }
        return specs;
    }

    private List<Spec> more(int i) {
        String name = "ci_n" + i;
        Tags network = ci.tags(name, "network");
        String range = "10.0." + (i + 2) + ".0/24";
        Subnet subnet = new Subnet(name, Ref.to(ci.vpc()), range, "us-east-1c", false, network);
        SecurityGroup group = new SecurityGroup(name, Ref.to(ci.vpc()), "More", network);
        LaunchTemplate template = template(name, group);
        AutoScalingGroup fleet = fleet(name, template, subnet);
        return List.of(
                subnet,
                group,
                new NetworkInterface(
                        name,
                        Ref.to(subnet),
                        range.replace(".0/24", ".9"),
                        Set.of(Ref.to(group)),
                        network),
                new SecurityGroupRules(name, Ref.to(group), Set.of(), null),
                new RouteTable(name, Ref.to(ci.vpc()), Set.of(), Set.of(Ref.to(subnet)), network),
                template,
                fleet,
                new ScheduledAction(
                        name + "_0_0_star_star_1",
                        Ref.to(fleet),
                        "0 0 * * 1",
                        ScheduledAction.UTC,
                        new ScheduledAction.Sizes(0, null, null)),
                ScalingPolicy.of(
                        Ref.to(fleet),
                        "up",
                        new ScalingPolicy.Simple("ChangeInCapacity", 1, null, 60)),
                ci.targets("n" + i),
                new Role(name, Specimens.TRUST, Map.of(), ci.tags(name, "more")));
    }

    private AutoScalingGroup fleet(String name, LaunchTemplate template, Subnet subnet) {
        return new AutoScalingGroup(
                name,
                Ref.to(template),
                AutoScalingGroup.MixedInstances.NONE,
                0,
                1,
                0,
                Set.of(Ref.to(subnet)),
                Set.of(),
                Set.of(),
                "EC2",
                0,
                0,
                List.of("Default"),
                ci.tags(name, "more"));
    }

    private LaunchTemplate template(String name, SecurityGroup group) {
        Tags tags = ci.tags(name, "more");
        return new LaunchTemplate(
                name,
                Specimens.IMAGE,
                "t3.small",
                null,
                null,
                null,
                Set.of(Ref.to(group)),
                null,
                "",
                List.of(),
                false,
                tags,
                tags);
    }

    @Test
    void everythingIsFoundAcrossPages() {
        try (Stage stage = new Stage(new SmallPages(), Realm.standard())) {
            assertThat(stage.apply(stage.plan("ci", many())).problems()).isEmpty();
            assertThat(PlanText.lines(stage.plan("ci", many()))).hasSize(1);
            assertThat(stage.apply(stage.plan("ci", List.of())).problems()).isEmpty();
            assertThat(stage.plan("ci", List.of()).changes()).isEmpty();
        }
        assertThat(paged)
                .contains(
                        "DescribeSubnets",
                        "DescribeNetworkInterfaces",
                        "DescribeSecurityGroups",
                        "DescribeRouteTables",
                        "DescribeLaunchTemplates",
                        "DescribeLaunchTemplateVersions",
                        "DescribeAutoScalingGroups",
                        "DescribePolicies",
                        "DescribeTargetGroups",
                        "ListResourceRecordSets",
                        "ListRoles");
    }
}
