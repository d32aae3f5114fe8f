package dev.sila.localcloud.service.ec2;

/**
 * The account's quotas in this region.
 *
 * @param vpcs VPCs in the region, and internet gateways likewise
 * @param subnetsPerVpc subnets in a VPC
 * @param routeTablesPerVpc route tables in a VPC, the main one included
 * @param routesPerTable routes that are not propagated
 * @param securityGroups security groups in the region
 * @param rulesPerGroup rules of one direction and address family
 * @param groupsPerInterface security groups of one network interface
 * @param vcpus virtual CPUs of all standard instances that run
 */
public record Limits(
        int vpcs,
        int subnetsPerVpc,
        int routeTablesPerVpc,
        int routesPerTable,
        int securityGroups,
        int rulesPerGroup,
        int groupsPerInterface,
        int vcpus) {

    /** What a new account has (VPC user guide, "Amazon VPC quotas"). */
    public static Limits newAccount() {
        return new Limits(5, 200, 200, 50, 2500, 60, 5, 5);
    }

    /** A new account's quotas with those raised that a team with a fleet has had raised. */
    public static Limits grown() {
        return new Limits(100, 200, 200, 50, 2500, 60, 5, 100_000);
    }
}
