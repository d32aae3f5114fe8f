package dev.sila.localcloud.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The images that the local cloud's catalogue holds: what AWS and distributions publish. */
final class PublicImages {
    private static final String AMAZON = "137112412989";
    private static final String DEBIAN = "136693071363";
    private static final String CANONICAL = "099720109477";

    /**
     * One public image.
     *
     * @param owner the account that publishes it
     * @param alias the owner's alias, empty for none
     * @param architecture as EC2 names it
     * @param root its root device
     * @param imds {@code v2.0} if its instances take only the newer metadata service, else empty
     * @param date of its making, as {@code 2025-11-17}
     * @param parameters of Systems Manager that lead to it
     */
    record Entry(
            String owner,
            String alias,
            String name,
            String description,
            String architecture,
            String root,
            String imds,
            int gib,
            String date,
            List<String> parameters) {}

    private PublicImages() {}

    /** All of them, of one system the newest first. */
    static List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        for (String architecture : List.of("x86_64", "arm64")) {
            amazonLinux2023(architecture).forEach(all::add);
            amazonLinux2(architecture).forEach(all::add);
            debian(architecture).forEach(all::add);
            ubuntu(architecture).forEach(all::add);
        }
        return all;
    }

    private static Stream<Entry> amazonLinux2023(String architecture) {
        String path = "/aws/service/ami-amazon-linux-latest/al2023-ami-";
        return Stream.of(
                        "2023.9.20251117.1 2025-11-17",
                        "2023.9.20251027.0 2025-10-27",
                        "2023.8.20250915.0 2025-09-15",
                        "2023.7.20250609.0 2025-06-09",
                        "2023.0.20230607.0 2023-06-07")
                .flatMap(each -> Stream.of(each, "minimal- " + each))
                .map(each -> each.split(" ", -1))
                .map(words -> {
                    boolean minimal = words.length == 3;
                    String version = words[words.length - 2];
                    String kind = minimal ? "minimal-" : "";
                    boolean latest = version.equals("2023.9.20251117.1");
                    return new Entry(
                            AMAZON,
                            "amazon",
                            "al2023-ami-" + kind + version + "-kernel-6.1-" + architecture,
                            "Amazon Linux 2023 AMI %s %s HVM kernel-6.1"
                                    .formatted(version, architecture),
                            architecture,
                            "/dev/xvda",
                            "v2.0",
                            minimal ? 2 : 8,
                            words[words.length - 1],
                            latest
                                    ? List.of(
                                            path + kind + "kernel-default-" + architecture,
                                            path + kind + "kernel-6.1-" + architecture)
                                    : List.of());
                });
    }

    private static Stream<Entry> amazonLinux2(String architecture) {
        String path = "/aws/service/ami-amazon-linux-latest/";
        return Stream.of(
                        "2.0.20251110.1 2025-11-10",
                        "2.0.20250818.2 2025-08-18",
                        "2.0.20230515.0 2023-05-15")
                .flatMap(each -> Stream.of(each + " hvm", each + " kernel-5.10-hvm"))
                .map(each -> each.split(" ", -1))
                .map(words ->
                        new Entry(
                                AMAZON,
                                "amazon",
                                "amzn2-ami-%s-%s-%s-gp2"
                                        .formatted(words[2], words[0], architecture),
                                "Amazon Linux 2 AMI %s %s %s gp2"
                                        .formatted(words[0], architecture, words[2]),
                                architecture,
                                "/dev/xvda",
                                "",
                                8,
                                words[1],
                                words[0].equals("2.0.20251110.1")
                                        ? List.of(
                                                "%samzn2-ami-%s-%s-gp2"
                                                        .formatted(path, words[2], architecture))
                                        : List.of()));
    }

    private static String debianName(String architecture) {
        return architecture.equals("x86_64") ? "amd64" : architecture;
    }

    private static Stream<Entry> debian(String architecture) {
        String name = debianName(architecture);
        return Stream.of(
                        "13 20251117-2299 2025-11-17 latest",
                        "13 20250814-2204 2025-08-14 -",
                        "12 20251112-2294 2025-11-12 latest",
                        "12 20250316-2053 2025-03-16 -",
                        "11 20230515-1381 2023-05-15 -")
                .map(each -> each.split(" ", -1))
                .map(words ->
                        new Entry(
                                DEBIAN,
                                "",
                                "debian-%s-%s-%s".formatted(words[0], name, words[1]),
                                "Debian %s (%s)".formatted(words[0], words[1]),
                                architecture,
                                "/dev/xvda",
                                words[0].equals("13") ? "v2.0" : "",
                                8,
                                words[2],
                                words[3].equals("latest")
                                        ? List.of(
                                                "/aws/service/debian/release/%s/latest/%s"
                                                        .formatted(words[0], name))
                                        : List.of()));
    }

    private static Stream<Entry> ubuntu(String architecture) {
        String name = debianName(architecture);
        String path = "/aws/service/canonical/ubuntu/server/";
        return Stream.of(
                        "noble 24.04 20251022 2025-10-22 gp3 current",
                        "noble 24.04 20250610 2025-06-10 gp3 -",
                        "jammy 22.04 20251015 2025-10-15 gp2 current",
                        "jammy 22.04 20250305 2025-03-05 gp2 -",
                        "focal 20.04 20230517 2023-05-17 gp2 -")
                .map(each -> each.split(" ", -1))
                .map(words ->
                        new Entry(
                                CANONICAL,
                                "",
                                "ubuntu/images/hvm-ssd%s/ubuntu-%s-%s-%s-server-%s"
                                        .formatted(
                                                words[4].equals("gp3") ? "-gp3" : "",
                                                words[0],
                                                words[1],
                                                name,
                                                words[2]),
                                "Canonical, Ubuntu, %s, %s %s image"
                                        .formatted(words[1], name, words[0]),
                                architecture,
                                "/dev/sda1",
                                "",
                                8,
                                words[3],
                                words[5].equals("current")
                                        ? List.of(
                                                "%s%s/stable/current/%s/hvm/ebs-%s/ami-id"
                                                        .formatted(path, words[1], name, words[4]))
                                        : List.of()));
    }
}
