package dev.sila.rehearsal;

import dev.sila.engine.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What an environment needs to be peered with: a VPC, a route table and two security groups. */
final class Neighbour {
    static final String NAME = "neighbour";
    static final String NETWORK = NAME + "_web";
    static final String SPARE = NAME + "_db";
    static final String CIDR = "10.9.0.0/24";

    private Neighbour() {}

    static void in(Ec2Client ec2) {
        String vpc =
                ec2.createVpc(each ->
                                each.cidrBlock(CIDR)
                                        .tagSpecifications(tags(ResourceType.VPC, NAME)))
                        .vpc()
                        .vpcId();
        ec2.createRouteTable(
                each -> each.vpcId(vpc).tagSpecifications(tags(ResourceType.ROUTE_TABLE, NETWORK)));
        for (String name : List.of(NETWORK, SPARE)) {
            ec2.createSecurityGroup(each ->
                    each.vpcId(vpc)
                            .groupName(name)
                            .description("A metanetwork")
                            .tagSpecifications(tags(ResourceType.SECURITY_GROUP, name)));
        }
    }

    private static TagSpecification tags(ResourceType type, String name) {
        Tags tags =
                new Tags(Map.of("Name", name, "sila:environment", NAME, "sila:part", "network"));
        List<Tag> all =
                tags.values().entrySet().stream()
                        .map(each ->
                                Tag.builder().key(each.getKey()).value(each.getValue()).build())
                        .toList();
        return TagSpecification.builder().resourceType(type).tags(all).build();
    }
}
