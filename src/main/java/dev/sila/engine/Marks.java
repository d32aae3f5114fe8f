package dev.sila.engine;

/** The tags by which an environment's resources are found again, and told from others'. */
public final class Marks {
    /** The environment's name; what does not carry it is not Sila's. */
    public static final String ENVIRONMENT = "sila:environment";

    /** The part of the environment: {@link #NETWORK} or a hostclass. */
    public static final String PART = "sila:part";

    /** The part that holds everything of the network. */
    public static final String NETWORK = "network";

    /** The other environment of a peering. */
    public static final String PEER = "sila:peer";

    /** On a rule of a peering: the security group at the other end, by its name. */
    public static final String PEERING_SOURCE = "sila:source";

    /** The metanetwork that something of the network belongs to; the seed's name for it. */
    public static final String META_NETWORK = "meta_network";

    /** On a subnet: the range of its whole metanetwork. */
    public static final String META_NETWORK_CIDR = "sila:metanetwork-cidr";

    /** On a load balancer: the hosted zones that hold its DNS records, apart by spaces. */
    public static final String HOSTED_ZONES = "sila:hosted-zones";

    private Marks() {}
}
