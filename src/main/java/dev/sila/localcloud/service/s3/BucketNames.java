package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import java.util.List;

/** Source: S3 user guide, "General purpose bucket naming rules". */
final class BucketNames {
    private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> SUFFIXES =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketNames() {}

    /** Refuses a name that a new bucket may not have. */
    static void check(String name) {
        checkShape(name);
        if (name.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
                || PREFIXES.stream().anyMatch(name::startsWith)
                || SUFFIXES.stream().anyMatch(name::endsWith)) {
            throw invalid(name);
        }
    }

    /** Refuses a name that no bucket can have. */
    static void checkShape(String name) {
        boolean labels = name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?") && !name.contains("..");
        if (!labels || name.length() < 3 || name.length() > 63) {
            throw invalid(name);
        }
    }

    private static AwsFailure invalid(String name) {
        return new AwsFailure("InvalidBucketName", "The specified bucket is not valid.")
                .detail("BucketName", name);
    }
}
