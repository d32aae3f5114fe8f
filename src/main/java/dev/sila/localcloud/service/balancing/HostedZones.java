package dev.sila.localcloud.service.balancing;

import java.util.Map;

/**
 * The Route 53 hosted zones of balancers' names, by region (AWS General Reference, "Elastic Load
 * Balancing endpoints and quotas").
 */
public final class HostedZones {
    private record Zones(String common, String network) {}

    private static final Zones STANDARD = new Zones("Z35SXDOTRQ7X7K", "Z26RNL4JYFTOTI");

    private static final Map<String, Zones> BY_REGION =
            Map.ofEntries(
                    zones("af-south-1", "Z268VQBMOI5EKX", "Z203XCE67M25HM"),
                    zones("ap-east-1", "Z3DQVH9N71FHZ0", "Z12Y7K3UBGUAD1"),
                    zones("ap-northeast-1", "Z14GRHDCWA56QT", "Z31USIVHYNEOWT"),
                    zones("ap-northeast-2", "ZWKZPGTI48KDX", "ZIBE1TIR4HY56"),
                    zones("ap-northeast-3", "Z5LXEXXYW11ES", "Z1GWIQ4HH19I5X"),
                    zones("ap-south-1", "ZP97RAFLXTNZK", "ZVDDRBQ08TROA"),
                    zones("ap-southeast-1", "Z1LMS91P8CMLE5", "ZKVM4W9LS7TM"),
                    zones("ap-southeast-2", "Z1GM3OXH4ZPM65", "ZCT6FZBF4DROD"),
                    zones("ca-central-1", "ZQSVJUPU6J1EY", "Z2EPGBW3API2WT"),
                    zones("eu-central-1", "Z215JYRZR1TBD5", "Z3F0SRJ5LGBH90"),
                    zones("eu-north-1", "Z23TAZ6LKFMNIO", "Z1UDT6IFJ4EJM"),
                    zones("eu-south-1", "Z3ULH7SSC9OV64", "Z23146JA1KNAFP"),
                    zones("eu-west-1", "Z32O12XQLNTSW2", "Z2IFOLAFXWLO4F"),
                    zones("eu-west-2", "ZHURV8PSTC4K8", "ZD4D7Y8KGAS4G"),
                    zones("eu-west-3", "Z3Q77PNBQS71R4", "Z1CMS0P5QUZ6D5"),
                    zones("me-south-1", "ZS929ML54UICD", "Z3QSRYVP46NYYV"),
                    zones("sa-east-1", "Z2P70J7HTTTPLU", "ZTK26PT1VY4CU"),
                    zones("us-east-1", "Z35SXDOTRQ7X7K", "Z26RNL4JYFTOTI"),
                    zones("us-east-2", "Z3AADJGX6KTTL2", "ZLMOA37VPKANP"),
                    zones("us-gov-east-1", "Z166TLBEWOO7G0", "Z1ZSMQQ6Q24QQ8"),
                    zones("us-gov-west-1", "Z33AYJ8TM3BH4J", "ZMG1MZ2THAWF1"),
                    zones("us-west-1", "Z368ELLRRE2KJ0", "Z24FKFUX50B4VW"),
                    zones("us-west-2", "Z1H1FL5HABSF5", "Z18D5FSROUN65G"));

    private HostedZones() {}

    private static Map.Entry<String, Zones> zones(String region, String common, String network) {
        return Map.entry(region, new Zones(common, network));
    }

    /** The zone of classic and application balancers; that of us-east-1 for an unknown region. */
    public static String common(String region) {
        return of(region).common();
    }

    /** The zone of network balancers; that of us-east-1 for an unknown region. */
    public static String network(String region) {
        return of(region).network();
    }

    private static Zones of(String region) {
        return BY_REGION.getOrDefault(region, STANDARD);
    }
}
