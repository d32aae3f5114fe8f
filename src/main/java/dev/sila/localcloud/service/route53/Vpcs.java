package dev.sila.localcloud.service.route53;

/** The VPCs of the account. Called under the local cloud's lock. */
@FunctionalInterface
public interface Vpcs {
    /** Whether the account has that VPC in its region. */
    boolean exists(String vpcId);
}
