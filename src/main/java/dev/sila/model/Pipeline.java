package dev.sila.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hostclasses that run together, in the order in which they start.
 *
 * @param file the file, relative to the environment directory
 * @param rows ordered by sequence; rows of the same sequence start together
 */
public record Pipeline(String file, List<Row> rows) {
    public Pipeline {
        rows = List.copyOf(rows);
    }

    /** The second groups of the same hostclasses. */
    public Pipeline asTest() {
        return new Pipeline(file, rows.stream().map(Row::asTest).toList());
    }

    /**
     * How a hostclass runs.
     *
     * @param line its line in the file
     * @param minSize null when the column is blank: left as it is
     * @param instanceType several are separated by colons, the preferred first; empty: as it is
     * @param extraSpace GiB that the root volume is larger; 0 for an untouched size
     * @param extraDisk GiB of a second volume; 0 for none
     * @param iops provisioned operations a second of the volumes for data, or null
     * @param smokeTest whether the next sequence waits until its hosts have passed their tests
     * @param ami an image's identifier or {@code resolve:ssm:NAME}; empty for the newest one
     * @param integrationTest the name of the test of a deployment; empty for none
     * @param spotinst whether hosts run on spot; null: as the hostclass says
     * @param spotinstReserve how much stays on demand: see {@link SpotShare#read}
     * @param terminationPolicies in the order of their weight; empty for AWS's own
     * @param chaos whether its hosts may be killed for exercise; null: as the hostclass says
     * @param testing whether the hostclass's second group is meant, see {@link Hostclass#asTest}
     */
    public record Row(
            int line,
            int sequence,
            String hostclass,
            @Nullable Sizes minSize,
            @Nullable Sizes desiredSize,
            @Nullable Sizes maxSize,
            String instanceType,
            int extraSpace,
            int extraDisk,
            @Nullable Integer iops,
            boolean smokeTest,
            String ami,
            boolean deployable,
            String integrationTest,
            @Nullable Boolean spotinst,
            String spotinstReserve,
            List<String> terminationPolicies,
            @Nullable Boolean chaos,
            boolean testing) {
        public Row {
            terminationPolicies = List.copyOf(terminationPolicies);
        }

        /** The part of the environment that the row's group is. */
        public String part() {
            return testing ? Hostclass.testPart(hostclass) : hostclass;
        }

        private Row asTest() {
            return new Row(
                    line,
                    sequence,
                    hostclass,
                    minSize,
                    desiredSize,
                    maxSize,
                    instanceType,
                    extraSpace,
                    extraDisk,
                    iops,
                    smokeTest,
                    ami,
                    deployable,
                    integrationTest,
                    spotinst,
                    spotinstReserve,
                    terminationPolicies,
                    chaos,
                    true);
        }

        /** The instance types, the preferred first; empty: as it is. */
        public List<String> instanceTypes() {
            return instanceType.isEmpty() ? List.of() : List.of(instanceType.split(":", -1));
        }
    }
}
