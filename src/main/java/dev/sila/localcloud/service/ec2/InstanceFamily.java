package dev.sila.localcloud.service.ec2;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;

/**
 * One family of instance types, as AWS publishes it.
 *
 * @param gibPerCpu memory for each virtual processor; 0 for families whose sizes differ otherwise
 * @param sizes in ascending order
 * @param network the bandwidths of its sizes, a key of {@link #NETWORKS}
 * @param ghz sustained clock
 * @param price an hour of its size {@code large} on demand, in US dollars
 * @param diskGb instance store of its size {@code large}, in GB; 0 for none
 */
record InstanceFamily(
        String name,
        ArchitectureType architecture,
        int gibPerCpu,
        List<String> sizes,
        String network,
        double ghz,
        double price,
        int diskGb) {
    private static final String BURSTABLE = "nano,micro,small,medium,large,xlarge,2xlarge";
    private static final String FIFTH =
            "large,xlarge,2xlarge,4xlarge,8xlarge,12xlarge,16xlarge,24xlarge";
    private static final String FIFTH_C =
            "large,xlarge,2xlarge,4xlarge,9xlarge,12xlarge,18xlarge,24xlarge";
    private static final String SIXTH = FIFTH + ",32xlarge";
    private static final String SIXTH_A = SIXTH + ",48xlarge";
    private static final String SEVENTH = FIFTH + ",48xlarge";
    private static final String GRAVITON =
            "medium,large,xlarge,2xlarge,4xlarge,8xlarge,12xlarge,16xlarge";

    /** Gigabits a second by the number of processors; those below the first are "up to" it. */
    private static final Map<String, Map<Integer, String>> NETWORKS =
            Map.of(
                    "fifth",
                            Map.of(
                                    16, "10", 32, "10", 36, "12", 48, "12", 64, "20", 72, "25", 96,
                                    "25"),
                    "sixth",
                            Map.of(
                                    16, "12.5", 32, "12.5", 48, "18.75", 64, "25", 96, "37.5", 128,
                                    "50", 192, "50"),
                    "graviton2", Map.of(16, "10", 32, "12", 48, "20", 64, "25"),
                    "graviton3", Map.of(16, "15", 32, "15", 48, "22.5", 64, "30"),
                    "burstable", Map.of(16, "5"));

    /** All families that the local cloud offers. */
    static List<InstanceFamily> all() {
        return Stream.of(
                        Stream.of(
                                x86("t2", 0, BURSTABLE, "burstable", 2.5, 0.0928),
                                x86("t3", 0, BURSTABLE, "burstable", 2.5, 0.0832),
                                x86("t3a", 0, BURSTABLE, "burstable", 2.5, 0.0752),
                                arm("t4g", 0, BURSTABLE, "burstable", 2.5, 0.0672)),
                        general(),
                        compute(),
                        memory())
                .flatMap(family -> family)
                .toList();
    }

    private static Stream<InstanceFamily> general() {
        return Stream.of(
                x86("m5", 4, FIFTH, "fifth", 3.1, 0.096),
                x86("m5a", 4, FIFTH, "fifth", 2.5, 0.086),
                x86("m5d", 4, FIFTH, "fifth", 3.1, 0.113).with(75),
                x86("m6i", 4, SIXTH, "sixth", 3.5, 0.096),
                x86("m6a", 4, SIXTH_A, "sixth", 3.6, 0.0864),
                arm("m6g", 4, GRAVITON, "graviton2", 2.5, 0.077),
                x86("m7i", 4, SEVENTH, "sixth", 3.2, 0.1008),
                arm("m7g", 4, GRAVITON, "graviton3", 2.6, 0.0816));
    }

    private static Stream<InstanceFamily> compute() {
        return Stream.of(
                x86("c5", 2, FIFTH_C, "fifth", 3.4, 0.085),
                x86("c5a", 2, FIFTH, "fifth", 3.3, 0.077),
                x86("c5d", 2, FIFTH_C, "fifth", 3.4, 0.096).with(50),
                x86("c6i", 2, SIXTH, "sixth", 3.5, 0.085),
                x86("c6a", 2, SIXTH_A, "sixth", 3.6, 0.0765),
                arm("c6g", 2, GRAVITON, "graviton2", 2.5, 0.068),
                x86("c7i", 2, SEVENTH, "sixth", 3.2, 0.08925),
                arm("c7g", 2, GRAVITON, "graviton3", 2.6, 0.0725));
    }

    private static Stream<InstanceFamily> memory() {
        return Stream.of(
                x86("r5", 8, FIFTH, "fifth", 3.1, 0.126),
                x86("r5a", 8, FIFTH, "fifth", 2.5, 0.113),
                x86("r5d", 8, FIFTH, "fifth", 3.1, 0.144).with(75),
                x86("r6i", 8, SIXTH, "sixth", 3.5, 0.126),
                x86("r6a", 8, SIXTH_A, "sixth", 3.6, 0.1134),
                arm("r6g", 8, GRAVITON, "graviton2", 2.5, 0.1008),
                x86("r7i", 8, SEVENTH, "sixth", 3.2, 0.1323),
                arm("r7g", 8, GRAVITON, "graviton3", 2.6, 0.1071));
    }

    private static InstanceFamily x86(
            String name, int gib, String sizes, String network, double ghz, double price) {
        List<String> all = Arrays.asList(sizes.split(",", -1));
        return new InstanceFamily(name, ArchitectureType.X86_64, gib, all, network, ghz, price, 0);
    }

    private static InstanceFamily arm(
            String name, int gib, String sizes, String network, double ghz, double price) {
        List<String> all = Arrays.asList(sizes.split(",", -1));
        return new InstanceFamily(name, ArchitectureType.ARM64, gib, all, network, ghz, price, 0);
    }

    private InstanceFamily with(int gb) {
        return new InstanceFamily(name, architecture, gibPerCpu, sizes, network, ghz, price, gb);
    }

    boolean burstable() {
        return gibPerCpu == 0;
    }

    /** How many times {@code large} a size is in memory and price. */
    double scale(String size) {
        return switch (size) {
            case "nano" -> 1.0 / 16;
            case "micro" -> 1.0 / 8;
            case "small" -> 1.0 / 4;
            case "medium" -> 1.0 / 2;
            case "large" -> 1;
            case "xlarge" -> 2;
            default -> 2.0 * Integer.parseInt(size.replace("xlarge", ""));
        };
    }

    int cpus(String size) {
        if (burstable() && scale(size) <= 1) {
            boolean one = name.equals("t2") && scale(size) < 0.5;
            return one ? 1 : 2;
        }
        return Math.toIntExact(Math.round(2 * scale(size)));
    }

    long mib(String size) {
        int ofLarge = burstable() ? 8 : 2 * gibPerCpu;
        return Math.round(ofLarge * 1024 * scale(size));
    }

    /** The bandwidth in AWS's words. */
    String bandwidth(String size) {
        if (name.equals("t2")) {
            return scale(size) < 1 ? "Low to Moderate" : "Moderate";
        }
        Map<Integer, String> speeds = NETWORKS.getOrDefault(network, Map.of());
        String shared = speeds.get(16);
        int cpus = cpus(size);
        return cpus <= 16
                ? "Up to " + shared + " Gigabit"
                : speeds.getOrDefault(cpus, shared) + " Gigabit";
    }

    /** How many network interfaces an instance may have. */
    int interfaces(String size) {
        double scale = scale(size);
        if (scale < 0.25 || (scale == 0.5 && !burstable())) {
            return 2;
        }
        if (scale <= 1) {
            return 3;
        }
        return scale <= 4 ? 4 : scale <= 24 ? 8 : 15;
    }

    /** How many IPv4 addresses each of its interfaces may have. */
    int addresses(String size) {
        return switch (size) {
            case "nano", "micro" -> 2;
            case "small" -> 4;
            case "medium" -> burstable() ? 6 : 4;
            case "large" -> burstable() ? 12 : 10;
            case "xlarge", "2xlarge" -> 15;
            default -> scale(size) <= 24 ? 30 : 50;
        };
    }
}
