package dev.sila.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The disks of the machine that an instance type has and that must be asked for. Types whose disks
 * are NVMe need not ask, and are not here; AWS makes no more of the others. Source: Amazon EC2 user
 * guide, "Instance store volume limits" and "Add instance store volumes".
 */
public final class InstanceStores {
    private static final String TABLE =
            """
            c1.medium 1 c1.xlarge 4
            c3.large 2 c3.xlarge 2 c3.2xlarge 2 c3.4xlarge 2 c3.8xlarge 2
            d2.xlarge 3 d2.2xlarge 6 d2.4xlarge 12 d2.8xlarge 24
            g2.2xlarge 1 g2.8xlarge 2
            h1.2xlarge 1 h1.4xlarge 2 h1.8xlarge 4 h1.16xlarge 8
            i2.xlarge 1 i2.2xlarge 2 i2.4xlarge 4 i2.8xlarge 8
            m1.small 1 m1.medium 1 m1.large 2 m1.xlarge 4
            m2.xlarge 1 m2.2xlarge 1 m2.4xlarge 2
            m3.medium 1 m3.large 1 m3.xlarge 2 m3.2xlarge 2
            r3.large 1 r3.xlarge 1 r3.2xlarge 1 r3.4xlarge 1 r3.8xlarge 2
            x1.16xlarge 1 x1.32xlarge 2
            """;

    private static final Map<String, Integer> DISKS = read();

    private InstanceStores() {}

    private static Map<String, Integer> read() {
        Map<String, Integer> disks = new HashMap<>();
        String[] words = TABLE.strip().split("\\s+", -1);
        for (int i = 0; i < words.length; i += 2) {
            disks.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return Map.copyOf(disks);
    }

    /** How many disks every one of these types has and must be asked for. */
    public static int commonTo(Collection<String> instanceTypes) {
        return instanceTypes.stream().mapToInt(each -> DISKS.getOrDefault(each, 0)).min().orElse(0);
    }
}
