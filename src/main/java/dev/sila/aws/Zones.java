package dev.sila.aws;

import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;

/** The availability zones of the region. */
public final class Zones {
    private final Ec2Client ec2;

    public Zones(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * The names of the zones that every account can use, in order. Local Zones and Wavelength Zones
     * are none of them.
     */
    public List<String> names() {
        DescribeAvailabilityZonesRequest request =
                DescribeAvailabilityZonesRequest.builder()
                        .filters(
                                Filters.of("zone-type", "availability-zone"),
                                Filters.of("opt-in-status", "opt-in-not-required"))
                        .build();
        return ec2.describeAvailabilityZones(request).availabilityZones().stream()
                .filter(each -> each.state() == AvailabilityZoneState.AVAILABLE)
                .map(AvailabilityZone::zoneName)
                .sorted()
                .toList();
    }
}
