package dev.sila.aws.hold;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * Whose a network interface is. AWS's services make interfaces on their users' behalf and put into
 * the description for what; such an interface can only go with its owner, and some stay for a while
 * after that.
 *
 * @param sign what the description says; its group, if it has one, is the owner's name
 * @param owner for people, with {@code %s} for that name
 * @param usually within what time the interface goes after its owner; null if it stays
 */
record InterfaceOwner(Pattern sign, String owner, @Nullable Duration usually, String remedy) {
    private static final Duration MINUTES = Duration.ofMinutes(5);

    /**
     * The descriptions are those that AWS documents, where it does: <a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html">balancers</a>,
     * <a
     * href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html">NAT
     * gateways</a>, <a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Lambda</a>; the
     * others are as seen in accounts (<a
     * href="https://repost.aws/knowledge-center/vpc-find-owner-unknown-ip-addresses">re:Post: find
     * the owner of unknown IP addresses</a>). How long they stay: balancers some minutes
     * (hashicorp/terraform issue 3758), Fargate and Lambda 5 to 20 minutes (alchemy-run/alchemy
     * pull request 1125), Lambda at worst 45 (terraform-provider-aws, documentation of
     * aws_security_group).
     */
    private static final List<InterfaceOwner> KNOWN =
            List.of(
                    of(
                            "ELB (?:app|net|gwy)/([^/]+)/.*",
                            "the load balancer %s",
                            MINUTES,
                            "Delete that balancer, unless that is under way."),
                    of(
                            "ELB (.+)",
                            "the classic load balancer %s",
                            MINUTES,
                            "Delete that balancer, unless that is under way."),
                    of(
                            "Interface for NAT Gateway (nat-.+)",
                            "the NAT gateway %s",
                            MINUTES,
                            "Delete that NAT gateway, unless that is under way."),
                    of(
                            "VPC Endpoint Interface (vpce-.+)",
                            "the VPC endpoint %s",
                            MINUTES,
                            "Delete that endpoint, unless that is under way."),
                    of(
                            "AWS Lambda VPC ENI-(.+?)(?:-[0-9a-f]{8}-[0-9a-f-]{27})?",
                            "the Lambda function %s",
                            Duration.ofMinutes(45),
                            "Delete that function or take it out of the VPC, unless that is done."),
                    of(
                            "arn:aws[a-z-]*:ecs:.+:attachment/.+",
                            "an ECS task",
                            Duration.ofMinutes(20),
                            "Stop the ECS service that runs in this subnet."),
                    of(
                            "RDSNetworkInterface",
                            "an RDS database",
                            Duration.ofMinutes(10),
                            "Delete the database whose subnet group holds this subnet, with a final snapshot if you need its data."),
                    of(
                            "ElastiCache (.+)",
                            "the ElastiCache node %s",
                            Duration.ofMinutes(10),
                            "Delete that cache cluster."),
                    of(
                            "ES (.+)",
                            "the OpenSearch domain %s",
                            Duration.ofMinutes(20),
                            "Delete that domain."),
                    of(
                            "RedshiftNetworkInterface",
                            "a Redshift cluster",
                            Duration.ofMinutes(10),
                            "Delete that cluster."),
                    of(
                            "EFS mount target for (fs-[0-9a-f]+).*",
                            "a mount target of the file system %s",
                            MINUTES,
                            "Delete that mount target."),
                    of(
                            "Amazon EKS (.+)",
                            "the EKS cluster %s",
                            Duration.ofMinutes(10),
                            "Delete that cluster."),
                    of(
                            "DMSNetworkInterface",
                            "a DMS replication instance",
                            Duration.ofMinutes(10),
                            "Delete that replication instance."),
                    of(
                            "AWS created network interface for directory (d-.+)",
                            "the directory %s",
                            Duration.ofMinutes(20),
                            "Delete that directory."),
                    of(
                            "Network Interface for Transit Gateway Attachment (tgw-attach-.+)",
                            "the transit gateway attachment %s",
                            MINUTES,
                            "Delete that attachment."),
                    of(
                            "Route 53 Resolver: (rslvr-.+?):.*",
                            "the Route 53 resolver endpoint %s",
                            MINUTES,
                            "Delete that resolver endpoint."));

    private static InterfaceOwner of(
            String sign, String owner, @Nullable Duration usually, String remedy) {
        return new InterfaceOwner(
                Pattern.compile(sign, Pattern.CASE_INSENSITIVE), owner, usually, remedy);
    }

    /** The interface and its owner, in words. */
    static Holding holding(NetworkInterface each) {
        String id = "network interface " + each.networkInterfaceId();
        String instance = each.attachment() == null ? null : each.attachment().instanceId();
        if (instance != null) {
            boolean goes = Boolean.TRUE.equals(each.attachment().deleteOnTermination());
            return new Holding(
                    id + " of the instance " + instance + tagged(each),
                    goes ? Duration.ofMinutes(2) : null,
                    "Terminate that instance" + (goes ? "" : ", then delete the interface") + ".");
        }
        String description = each.description() == null ? "" : each.description();
        for (InterfaceOwner known : KNOWN) {
            Matcher sign = known.sign.matcher(description);
            if (sign.matches()) {
                String name = sign.groupCount() == 0 ? "" : sign.group(1);
                String owner = String.format(Locale.ROOT, known.owner, name);
                return new Holding(id + " of " + owner, known.usually, known.remedy);
            }
        }
        return unknown(each, id, description);
    }

    private static Holding unknown(NetworkInterface each, String id, String description) {
        String said = description.isEmpty() ? "" : " (\"" + description + "\")";
        if (Boolean.TRUE.equals(each.requesterManaged())) {
            return new Holding(
                    id + said + ", which " + requester(each) + " made and keeps",
                    null,
                    "Find what it belongs to by its description in the EC2 console, and delete that.");
        }
        String state = each.attachment() == null ? ", attached to nothing" : ", attached";
        return new Holding(
                id + said + tagged(each) + state,
                null,
                "Delete it if nobody needs it (`aws ec2 delete-network-interface"
                        + " --network-interface-id "
                        + each.networkInterfaceId()
                        + "`).");
    }

    private static String requester(NetworkInterface each) {
        return Optional.ofNullable(each.requesterId()).orElse("an AWS service");
    }

    private static String tagged(NetworkInterface each) {
        return each.tagSet().stream()
                .filter(tag -> tag.key().equals("Name") && !tag.value().isEmpty())
                .findFirst()
                .map(tag -> " named " + tag.value())
                .orElse("");
    }
}
