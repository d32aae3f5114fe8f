package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ClassicLinkDnsSupport;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkDnsSupportRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkDnsSupportResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcClassicLink;

/**
 * What is left of links to EC2-Classic, which AWS retired in 2022: no VPC has one. Older clients,
 * such as Ansible's module for VPCs, still ask.
 */
final class ClassicLink {
    private final Store store;

    ClassicLink(Store store) {
        this.store = store;
    }

    public DescribeVpcClassicLinkResponse describeVpcClassicLink(
            DescribeVpcClassicLinkRequest request) {
        Page<Vpc> page =
                store.vpcs()
                        .page(
                                new Selection(
                                        request.vpcIds(),
                                        request.filters(),
                                        null,
                                        null,
                                        request.dryRun()),
                                vpc -> vpc);
        return DescribeVpcClassicLinkResponse.builder()
                .vpcs(
                        page.items().stream()
                                .map(vpc ->
                                        VpcClassicLink.builder()
                                                .vpcId(vpc.vpcId())
                                                .classicLinkEnabled(false)
                                                .tags(vpc.tags())
                                                .build())
                                .toList())
                .build();
    }

    public DescribeVpcClassicLinkDnsSupportResponse describeVpcClassicLinkDnsSupport(
            DescribeVpcClassicLinkDnsSupportRequest request) {
        Page<Vpc> page =
                store.vpcs()
                        .page(
                                new Selection(
                                        request.vpcIds(),
                                        List.of(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        false),
                                vpc -> vpc);
        return DescribeVpcClassicLinkDnsSupportResponse.builder()
                .vpcs(
                        page.items().stream()
                                .map(vpc ->
                                        ClassicLinkDnsSupport.builder()
                                                .vpcId(vpc.vpcId())
                                                .classicLinkDnsSupported(false)
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
