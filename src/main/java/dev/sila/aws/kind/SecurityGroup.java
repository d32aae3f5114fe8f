package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * A security group without its rules, which are {@link SecurityGroupRules}: groups may allow each
 * other, so all of them exist before the first rule and all rules go before the first group.
 *
 * @param name {@code environment_metanetwork}; the group's name, unique in the VPC
 * @param description fixed for life
 */
public record SecurityGroup(String name, Ref<Vpc> vpc, String description, Tags tags)
        implements Spec {

    /** Finds, makes, tags and deletes security groups. */
    public static final class Handler implements Kind<SecurityGroup> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
        }

        @Override
        public Class<SecurityGroup> type() {
            return SecurityGroup.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("vpc", "description");
        }

        /** A VPC has no two groups of one name. */
        @Override
        public Replacement replacement() {
            return Replacement.DELETE_FIRST;
        }

        @Override
        public List<Found<SecurityGroup>> find(Scope scope, World world) {
            return SecurityGroupReading.of(ec2, scope, world).groups().stream()
                    .map(each -> found(each, world))
                    .toList();
        }

        private static Found<SecurityGroup> found(
                software.amazon.awssdk.services.ec2.model.SecurityGroup group, World world) {
            Tags tags = AwsTags.fromEc2(group.tags());
            SecurityGroup state =
                    new SecurityGroup(
                            group.groupName(),
                            world.ref(Vpc.class, group.vpcId()),
                            group.description(),
                            tags);
            return new Found<>(group.groupId(), state, AwsTags.attrs(tags));
        }

        @Override
        public String create(Scope scope, SecurityGroup wanted, Ids ids) {
            String vpc = ids.of(wanted.vpc());
            CreateSecurityGroupRequest request =
                    CreateSecurityGroupRequest.builder()
                            .groupName(wanted.name())
                            .description(wanted.description())
                            .vpcId(vpc)
                            .tagSpecifications(
                                    AwsTags.ec2(ResourceType.SECURITY_GROUP, wanted.tags()))
                            .build();
            return calls.whenVisible(vpc, () -> ec2.createSecurityGroup(request)).groupId();
        }

        @Override
        public void update(Found<SecurityGroup> found, SecurityGroup wanted, Diff diff, Ids ids) {
            calls.retag(found.id(), found.state().tags(), wanted.tags());
        }

        /** Network interfaces that AWS manages can hold it for minutes after their owner went. */
        @Override
        public void delete(Found<SecurityGroup> found) {
            DeleteSecurityGroupRequest request =
                    DeleteSecurityGroupRequest.builder().groupId(found.id()).build();
            calls.untilGone(found, () -> ec2.deleteSecurityGroup(request));
        }
    }
}
