package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.Ec2Setup.filter;
import static dev.sila.localcloud.Ec2Setup.tagged;
import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.api;
import static dev.sila.localcloud.refusal.Ec2Rules.guide;
import static dev.sila.localcloud.refusal.Ec2Rules.rule;

import dev.sila.localcloud.Ec2Setup;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What EC2 refuses of VPCs, subnets, DHCP options and tags. */
final class VpcRefusals implements Corpus {
    private static final String RANGE_PAGE = guide("vpc-cidr-blocks");
    private static final String SIZES = guide("subnet-sizing");
    private static final String TAG_PAGE =
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html";
    private static final AttributeBooleanValue TRUE =
            AttributeBooleanValue.builder().value(true).build();

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(VPCS, RANGES, SUBNETS, DELETIONS, OPTIONS, TAGS, DESCRIBING)
                .flatMap(List::stream)
                .toList();
    }

    private static final List<Refusal> VPCS =
            List.of(
                    rule(
                            "A VPC is not larger than a /16",
                            RANGE_PAGE,
                            "InvalidVpc.Range",
                            (ec2, setup) -> setup.vpc("10.0.0.0/15")),
                    rule(
                            "A VPC is not smaller than a /28",
                            RANGE_PAGE,
                            "InvalidVpc.Range",
                            (ec2, setup) -> setup.vpc("10.0.0.0/29")),
                    rule(
                            "A VPC's range is a CIDR block",
                            api("CreateVpc"),
                            "InvalidParameterValue",
                            (ec2, setup) -> setup.vpc("10.0.0/16")),
                    rule(
                            "A VPC needs a range",
                            ERRORS,
                            "MissingParameter",
                            (ec2, setup) -> ec2.createVpc(r -> {})),
                    rule(
                            "Tenancy is one of AWS's",
                            api("CreateVpc"),
                            "InvalidParameterValue",
                            (ec2, setup) ->
                                    ec2.createVpc(
                                            r -> r.cidrBlock("10.0.0.0/16").instanceTenancy("x"))),
                    rule(
                            "A dry run changes nothing",
                            ERRORS,
                            "DryRunOperation",
                            (ec2, setup) ->
                                    ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").dryRun(true))),
                    rule(
                            "One attribute of a VPC is changed at a time",
                            api("ModifyVpcAttribute"),
                            "InvalidParameterCombination",
                            VpcRefusals::twoAttributes),
                    rule(
                            "An account has one default VPC",
                            api("CreateDefaultVpc"),
                            "DefaultVpcAlreadyExists",
                            (ec2, setup) -> ec2.createDefaultVpc()),
                    rule(
                            "A zone has one default subnet",
                            api("CreateDefaultSubnet"),
                            "DefaultSubnetAlreadyExistsInAvailabilityZone",
                            (ec2, setup) ->
                                    ec2.createDefaultSubnet(r -> r.availabilityZone("us-east-1a"))),
                    rule(
                            "A region has so many VPCs",
                            guide("amazon-vpc-limits"),
                            "VpcLimitExceeded",
                            (ec2, setup) ->
                                    IntStream.range(0, 100)
                                            .forEach(i -> setup.vpc("10." + i + ".0.0/16"))));

    private static void twoAttributes(Ec2Client ec2, Ec2Setup setup) {
        String vpc = setup.vpc("10.0.0.0/16");
        ec2.modifyVpcAttribute(r -> r.vpcId(vpc).enableDnsHostnames(TRUE).enableDnsSupport(TRUE));
    }

    private static Refusal range(String rule, String code, String range) {
        return rule(
                rule,
                RANGE_PAGE,
                code,
                (ec2, setup) -> {
                    String vpc = setup.vpc("10.0.0.0/16");
                    ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).cidrBlock(range));
                });
    }

    private static final List<Refusal> RANGES =
            List.of(
                    range("Ranges of a VPC do not overlap", "CidrConflict", "10.0.128.0/20"),
                    range("Another range is a /16 to /28 too", "InvalidVpc.Range", "10.0.0.0/8"),
                    range("Private ranges are not mixed", "InvalidVpc.Range", "192.168.0.0/16"),
                    range("AWS keeps 198.19.0.0/16", "InvalidVpc.Range", "198.19.0.0/24"),
                    rule(
                            "A VPC has so many ranges",
                            guide("amazon-vpc-limits"),
                            "CidrLimitExceeded",
                            VpcRefusals::manyRanges),
                    rule(
                            "The first range stays",
                            api("DisassociateVpcCidrBlock"),
                            "OperationNotPermitted",
                            VpcRefusals::firstRange),
                    rule(
                            "A range in use stays",
                            api("DisassociateVpcCidrBlock"),
                            "DependencyViolation",
                            VpcRefusals::usedRange),
                    rule(
                            "An association of a range exists",
                            ERRORS,
                            "InvalidVpcCidrBlockAssociationID.NotFound",
                            (ec2, setup) ->
                                    ec2.disassociateVpcCidrBlock(r ->
                                            r.associationId("vpc-cidr-assoc-0123456789abcdef0"))));

    private static void manyRanges(Ec2Client ec2, Ec2Setup setup) {
        String vpc = setup.vpc("10.0.0.0/16");
        for (int i = 1; i < 6; i++) {
            String range = "10." + i + ".0.0/16";
            ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).cidrBlock(range));
        }
    }

    private static void firstRange(Ec2Client ec2, Ec2Setup setup) {
        String vpc = setup.vpc("10.0.0.0/16");
        String association =
                ec2.describeVpcs(r -> r.vpcIds(vpc))
                        .vpcs()
                        .getFirst()
                        .cidrBlockAssociationSet()
                        .getFirst()
                        .associationId();
        ec2.disassociateVpcCidrBlock(r -> r.associationId(association));
    }

    private static void usedRange(Ec2Client ec2, Ec2Setup setup) {
        String vpc = setup.vpc("10.0.0.0/16");
        String association =
                ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).cidrBlock("10.1.0.0/16"))
                        .cidrBlockAssociation()
                        .associationId();
        setup.subnet(vpc, "10.1.0.0/24");
        ec2.disassociateVpcCidrBlock(r -> r.associationId(association));
    }

    private static Refusal subnet(String rule, String code, String... ranges) {
        return rule(
                rule,
                SIZES,
                code,
                (ec2, setup) -> {
                    String vpc = setup.vpc("10.0.0.0/16");
                    Stream.of(ranges).forEach(each -> setup.subnet(vpc, each));
                });
    }

    private static final List<Refusal> SUBNETS =
            List.of(
                    subnet("A subnet is within its VPC", "InvalidSubnet.Range", "10.1.0.0/24"),
                    subnet(
                            "A subnet is not larger than its VPC",
                            "InvalidSubnet.Range",
                            "10.0.0.0/15"),
                    subnet(
                            "A subnet is not smaller than a /28",
                            "InvalidSubnet.Range",
                            "10.0.0.0/29"),
                    subnet(
                            "Subnets do not overlap",
                            "InvalidSubnet.Conflict",
                            "10.0.0.0/24",
                            "10.0.0.128/25"),
                    subnet("A subnet's range is a CIDR block", "InvalidParameterValue", "10.0.0.0"),
                    rule(
                            "A subnet is in a zone of the region",
                            api("CreateSubnet"),
                            "InvalidParameterValue",
                            (ec2, setup) ->
                                    setup.subnet(
                                            setup.vpc("10.0.0.0/16"), "10.0.0.0/24", "us-east-1z")),
                    rule(
                            "One attribute of a subnet is changed at a time",
                            api("ModifySubnetAttribute"),
                            "InvalidParameterCombination",
                            VpcRefusals::twoSubnetAttributes));

    private static void twoSubnetAttributes(Ec2Client ec2, Ec2Setup setup) {
        String subnet = setup.subnet(setup.vpc("10.0.0.0/16"), "10.0.0.0/24");
        ec2.modifySubnetAttribute(r ->
                r.subnetId(subnet)
                        .mapPublicIpOnLaunch(TRUE)
                        .enableResourceNameDnsARecordOnLaunch(TRUE));
    }

    private static Refusal holding(
            String what, java.util.function.BiConsumer<Ec2Setup, String> add) {
        return rule(
                "A VPC is not deleted while it has " + what,
                api("DeleteVpc"),
                "DependencyViolation",
                (ec2, setup) -> {
                    String vpc = setup.vpc("10.0.0.0/16");
                    add.accept(setup, vpc);
                    ec2.deleteVpc(r -> r.vpcId(vpc));
                });
    }

    private static final List<Refusal> DELETIONS =
            List.of(
                    holding("a subnet", (setup, vpc) -> setup.subnet(vpc, "10.0.0.0/24")),
                    holding("an internet gateway", Ec2Setup::gateway),
                    holding("a virtual private gateway", Ec2Setup::vpnGateway),
                    holding("another route table", Ec2Setup::table),
                    holding("another security group", (setup, vpc) -> setup.group(vpc, "web")),
                    holding(
                            "a peering connection",
                            (setup, vpc) -> setup.peering(vpc, setup.vpc("10.1.0.0/16"))),
                    rule(
                            "A subnet is not deleted while it has an interface",
                            api("DeleteSubnet"),
                            "DependencyViolation",
                            (ec2, setup) -> {
                                String subnet =
                                        setup.subnet(setup.vpc("10.0.0.0/16"), "10.0.0.0/24");
                                setup.card(subnet);
                                ec2.deleteSubnet(r -> r.subnetId(subnet));
                            }));

    private static Refusal option(String rule, String key, String... values) {
        return rule(
                rule,
                api("CreateDhcpOptions"),
                "InvalidParameterValue",
                (ec2, setup) ->
                        ec2.createDhcpOptions(r ->
                                r.dhcpConfigurations(
                                        NewDhcpConfiguration.builder()
                                                .key(key)
                                                .values(values)
                                                .build())));
    }

    private static final List<Refusal> OPTIONS =
            List.of(
                    option("A DHCP option is one that AWS passes on", "lease-time", "60"),
                    option(
                            "There are up to four name servers",
                            "domain-name-servers",
                            "1.1.1.1",
                            "1.1.1.2",
                            "1.1.1.3",
                            "1.1.1.4",
                            "1.1.1.5"),
                    option("Servers are addresses", "ntp-servers", "time.example.org"),
                    option("A NetBIOS node type is 1, 2, 4 or 8", "netbios-node-type", "3"),
                    rule(
                            "DHCP options in use are not deleted",
                            api("DeleteDhcpOptions"),
                            "DependencyViolation",
                            VpcRefusals::usedOptions));

    private static void usedOptions(Ec2Client ec2, Ec2Setup setup) {
        String id = ec2.describeDhcpOptions().dhcpOptions().getFirst().dhcpOptionsId();
        ec2.deleteDhcpOptions(r -> r.dhcpOptionsId(id));
    }

    private static Refusal tag(String rule, String code, String key, String value) {
        return rule(
                rule,
                TAG_PAGE,
                code,
                (ec2, setup) -> {
                    String vpc = setup.vpc("10.0.0.0/16");
                    Tag tag = Tag.builder().key(key).value(value).build();
                    ec2.createTags(r -> r.resources(vpc).tags(tag));
                });
    }

    private static final List<Refusal> TAGS =
            List.of(
                    tag(
                            "Keys that begin with aws: are AWS's",
                            "InvalidParameterValue",
                            "aws:x",
                            "y"),
                    tag(
                            "A key has up to 127 characters",
                            "InvalidParameterValue",
                            "k".repeat(128),
                            ""),
                    tag("A value has up to 255", "InvalidParameterValue", "key", "v".repeat(256)),
                    rule(
                            "A resource has up to 50 tags",
                            TAG_PAGE,
                            "TagLimitExceeded",
                            (ec2, setup) -> {
                                String vpc = setup.vpc("10.0.0.0/16");
                                List<Tag> tags =
                                        IntStream.range(0, 51)
                                                .mapToObj(i -> Tag.builder().key("k" + i).build())
                                                .toList();
                                ec2.createTags(r -> r.resources(vpc).tags(tags));
                            }),
                    rule(
                            "Tags are for what the request makes",
                            api("CreateVpc"),
                            "InvalidParameterValue",
                            (ec2, setup) ->
                                    ec2.createVpc(r ->
                                            r.cidrBlock("10.0.0.0/16")
                                                    .tagSpecifications(
                                                            tagged(ResourceType.SUBNET, "x")))),
                    rule(
                            "What is tagged has an identifier",
                            ERRORS,
                            "InvalidID",
                            (ec2, setup) ->
                                    ec2.createTags(r ->
                                            r.resources("thing-1")
                                                    .tags(Tag.builder().key("k").build()))));

    private static final List<Refusal> DESCRIBING =
            List.of(
                    rule(
                            "A filter has a name that AWS knows",
                            ERRORS,
                            "InvalidParameterValue",
                            (ec2, setup) ->
                                    ec2.describeVpcs(r -> r.filters(filter("colour", "red")))),
                    rule(
                            "A page has at least five items",
                            api("DescribeVpcs"),
                            "InvalidParameterValue",
                            (ec2, setup) -> ec2.describeVpcs(r -> r.maxResults(4))),
                    rule(
                            "Identifiers are not described in pages",
                            api("DescribeSubnets"),
                            "InvalidParameterCombination",
                            (ec2, setup) -> {
                                String subnet =
                                        setup.subnet(setup.vpc("10.0.0.0/16"), "10.0.0.0/24");
                                ec2.describeSubnets(r -> r.subnetIds(subnet).maxResults(5));
                            }),
                    rule(
                            "A page begins where another one ended",
                            ERRORS,
                            "InvalidNextToken",
                            (ec2, setup) -> ec2.describeVpcs(r -> r.nextToken("x"))),
                    rule(
                            "A filter has up to 200 values",
                            guide("vpc-resources"),
                            "FilterLimitExceeded",
                            (ec2, setup) -> {
                                String[] values =
                                        IntStream.range(0, 201)
                                                .mapToObj(String::valueOf)
                                                .toArray(String[]::new);
                                ec2.describeVpcs(r -> r.filters(filter("cidr", values)));
                            }));
}
