package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;

/** The operations that say that no VPC has a link to EC2-Classic. */
final class ClassicLinkTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        assertThat(rig.ec2().describeVpcClassicLink().vpcs())
                .hasSize(1)
                .noneMatch(vpc -> vpc.classicLinkEnabled());
        assertThat(rig.ec2().describeVpcClassicLinkDnsSupport().vpcs())
                .hasSize(1)
                .noneMatch(vpc -> vpc.classicLinkDnsSupported());
    }
}
