package dev.sila.localcloud.service.balancing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The predefined TLS policies: names, protocols and ciphers (ALB guide, "SSL security policies",
 * and the classic guide, "Predefined SSL security policies").
 */
public final class SecurityPolicies {
    /**
     * A policy.
     *
     * @param ciphers OpenSSL's names in the order of preference
     */
    public record Policy(String name, List<String> protocols, List<String> ciphers) {}

    private static final List<String> MODERN =
            words("TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256");

    /** Ciphers with forward secrecy that authenticate what they encrypt. */
    private static final List<String> RESTRICTED =
            words(
                    "ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-AES128-GCM-SHA256"
                            + " ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-AES256-GCM-SHA384");

    private static final List<String> FORWARD =
            words(
                    "ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-AES128-GCM-SHA256"
                            + " ECDHE-ECDSA-AES128-SHA256 ECDHE-RSA-AES128-SHA256"
                            + " ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-AES256-GCM-SHA384"
                            + " ECDHE-ECDSA-AES256-SHA384 ECDHE-RSA-AES256-SHA384");

    private static final List<String> PLAIN_256 =
            words("AES128-GCM-SHA256 AES128-SHA256 AES256-GCM-SHA384 AES256-SHA256");

    private static final List<String> ALL =
            words(
                    "ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-AES128-GCM-SHA256"
                            + " ECDHE-ECDSA-AES128-SHA256 ECDHE-RSA-AES128-SHA256"
                            + " ECDHE-ECDSA-AES128-SHA ECDHE-RSA-AES128-SHA"
                            + " ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-AES256-GCM-SHA384"
                            + " ECDHE-ECDSA-AES256-SHA384 ECDHE-RSA-AES256-SHA384"
                            + " ECDHE-ECDSA-AES256-SHA ECDHE-RSA-AES256-SHA AES128-GCM-SHA256"
                            + " AES128-SHA256 AES128-SHA AES256-GCM-SHA384 AES256-SHA256 AES256-SHA");

    /** With forward secrecy, those by SHA-1 too. */
    private static final List<String> ALL_FORWARD = ALL.subList(0, 12);

    private static final List<Policy> SECOND =
            List.of(
                    policy("2016-08", "TLSv1.2 TLSv1.1 TLSv1", List.of(ALL)),
                    policy("TLS13-1-2-2021-06", "TLSv1.3 TLSv1.2", List.of(MODERN, FORWARD)),
                    policy("TLS13-1-2-Res-2021-06", "TLSv1.3 TLSv1.2", List.of(MODERN, RESTRICTED)),
                    policy(
                            "TLS13-1-2-Ext1-2021-06",
                            "TLSv1.3 TLSv1.2",
                            List.of(MODERN, FORWARD, PLAIN_256)),
                    policy("TLS13-1-2-Ext2-2021-06", "TLSv1.3 TLSv1.2", List.of(MODERN, ALL)),
                    policy("TLS13-1-1-2021-06", "TLSv1.3 TLSv1.2 TLSv1.1", List.of(MODERN, ALL)),
                    policy(
                            "TLS13-1-0-2021-06",
                            "TLSv1.3 TLSv1.2 TLSv1.1 TLSv1",
                            List.of(MODERN, ALL)),
                    policy("TLS13-1-3-2021-06", "TLSv1.3", List.of(MODERN)),
                    policy("TLS-1-2-2017-01", "TLSv1.2", List.of(FORWARD, PLAIN_256)),
                    policy("TLS-1-2-Ext-2018-06", "TLSv1.2", List.of(ALL)),
                    policy("TLS-1-1-2017-01", "TLSv1.2 TLSv1.1", List.of(ALL)),
                    policy("FS-2018-06", "TLSv1.2 TLSv1.1 TLSv1", List.of(ALL_FORWARD)),
                    policy("FS-1-1-2019-08", "TLSv1.2 TLSv1.1", List.of(ALL_FORWARD)),
                    policy("FS-1-2-2019-08", "TLSv1.2", List.of(ALL_FORWARD)),
                    policy("FS-1-2-Res-2019-08", "TLSv1.2", List.of(FORWARD)),
                    policy("FS-1-2-Res-2020-10", "TLSv1.2", List.of(RESTRICTED)),
                    policy("2015-05", "TLSv1.2 TLSv1.1 TLSv1", List.of(ALL)));

    private static final List<Policy> CLASSIC =
            List.of(
                    policy("2016-08", "TLSv1.2 TLSv1.1 TLSv1", List.of(ALL)),
                    policy("TLS-1-2-2017-01", "TLSv1.2", List.of(FORWARD, PLAIN_256)),
                    policy("TLS-1-1-2017-01", "TLSv1.2 TLSv1.1", List.of(ALL)),
                    policy("2015-05", "TLSv1.2 TLSv1.1 TLSv1", List.of(ALL)));

    /** What a listener gets that names none. */
    public static final String STANDARD = "ELBSecurityPolicy-2016-08";

    private SecurityPolicies() {}

    /** Those of application and network balancers. */
    public static List<Policy> second() {
        return SECOND;
    }

    /** Those of classic balancers. */
    public static List<Policy> classic() {
        return CLASSIC;
    }

    /** One of application and network balancers. */
    public static Optional<Policy> second(String name) {
        return SECOND.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static Policy policy(String name, String protocols, List<List<String>> ciphers) {
        return new Policy(
                "ELBSecurityPolicy-" + name,
                words(protocols),
                ciphers.stream().flatMap(List::stream).toList());
    }

    private static List<String> words(String text) {
        return new ArrayList<>(Arrays.asList(text.split(" ")));
    }
}
