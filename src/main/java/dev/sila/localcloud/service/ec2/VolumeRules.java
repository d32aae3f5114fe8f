package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What volumes of each type may be (EC2 API reference, CreateVolume).
 *
 * @param type AWS's name of the type
 * @param size in GiB
 * @param operations per second
 * @param throughput in MiB/s; null for none
 */
record VolumeRules(
        String type, int size, @Nullable Integer operations, @Nullable Integer throughput) {
    private static final int GP3_OPERATIONS = 3000;
    private static final int GP3_THROUGHPUT = 125;

    /** Bounds of one type; operations are null where nobody may choose them. */
    private record Bounds(
            int smallest, int largest, @Nullable Span operations, int operationsPerGib) {}

    private record Span(int least, int most) {}

    private static final Map<String, Bounds> TYPES =
            Map.of(
                    "standard", new Bounds(1, 1024, null, 0),
                    "gp2", new Bounds(1, 16_384, null, 0),
                    "gp3", new Bounds(1, 65_536, new Span(3000, 80_000), 500),
                    "io1", new Bounds(4, 16_384, new Span(100, 64_000), 50),
                    "io2", new Bounds(4, 65_536, new Span(100, 256_000), 1000),
                    "st1", new Bounds(125, 16_384, null, 0),
                    "sc1", new Bounds(125, 16_384, null, 0));

    /** What is asked for, with the type's standards where nothing is, or EC2's refusal. */
    static VolumeRules checked(
            String type, int size, @Nullable Integer operations, @Nullable Integer throughput) {
        Bounds bounds = TYPES.get(type);
        if (bounds == null) {
            throw new AwsFailure(
                    "UnknownVolumeType",
                    "Unsupported volume type '%s' for volume creation.".formatted(type));
        }
        within(size, bounds);
        return new VolumeRules(
                type,
                size,
                operations(type, size, operations, bounds),
                throughput(type, operations, throughput));
    }

    private static void within(int size, Bounds bounds) {
        if (size < bounds.smallest()) {
            throw Refusals.invalid(
                    "Volume of %dGiB is too small; minimum is %dGiB."
                            .formatted(size, bounds.smallest()));
        }
        if (size > bounds.largest()) {
            throw Refusals.invalid(
                    "Volume of %dGiB is too large; maximum is %dGiB."
                            .formatted(size, bounds.largest()));
        }
    }

    private static @Nullable Integer operations(
            String type, int size, @Nullable Integer wanted, Bounds bounds) {
        Span span = bounds.operations();
        if (span == null) {
            if (wanted != null) {
                throw Refusals.combination(
                        "The parameter iops is not supported for " + type + " volumes.");
            }
            return type.equals("gp2") ? Integer.valueOf(Math.clamp(3L * size, 100, 16_000)) : null;
        }
        if (wanted == null && !type.equals("gp3")) {
            throw Refusals.missing("iops");
        }
        int asked = wanted == null ? GP3_OPERATIONS : wanted;
        if (asked < span.least()) {
            throw Refusals.invalid(
                    "Volume iops of %d is too low; minimum is %d.".formatted(asked, span.least()));
        }
        if (asked > span.most()) {
            throw Refusals.invalid(
                    "Volume iops of %d is too high; maximum is %d.".formatted(asked, span.most()));
        }
        boolean standard = type.equals("gp3") && asked == GP3_OPERATIONS;
        if (!standard && asked > (long) size * bounds.operationsPerGib()) {
            throw Refusals.invalid(
                    "Iops to volume size ratio of %.1f is too high; maximum is %d"
                            .formatted((double) asked / size, bounds.operationsPerGib()));
        }
        return asked;
    }

    private static @Nullable Integer throughput(
            String type, @Nullable Integer operations, @Nullable Integer wanted) {
        if (!type.equals("gp3")) {
            if (wanted != null) {
                throw Refusals.combination(
                        "The parameter throughput is not supported for " + type + " volumes.");
            }
            return null;
        }
        int asked = wanted == null ? GP3_THROUGHPUT : wanted;
        if (asked < GP3_THROUGHPUT) {
            throw Refusals.invalid(
                    "Throughput of %d MiB/s is too low; minimum is 125 MiB/s.".formatted(asked));
        }
        if (asked > 2000) {
            throw Refusals.invalid(
                    "Throughput of %d MiB/s is too high; maximum is 2000 MiB/s.".formatted(asked));
        }
        int each = operations == null ? GP3_OPERATIONS : operations;
        if (asked * 4L > each) {
            throw Refusals.invalid(
                    "Throughput (MiBps) to iops ratio of %.2f is too high; maximum is 0.250000"
                            .formatted((double) asked / each));
        }
        return asked;
    }
}
