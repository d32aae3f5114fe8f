package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LastError;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The coming and going of VPC endpoints. AWS writes their states now so, now so. */
final class VpcEndpointStates {
    private static final Set<String> GOING = Set.of("deleting", "deleted");
    private static final Set<String> FAILED = Set.of("failed", "rejected", "expired");
    private static final Duration USUALLY = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Ec2Client ec2;
    private final Waiter waiter;

    VpcEndpointStates(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    private static String state(VpcEndpoint endpoint) {
        return endpoint.stateAsString().toLowerCase(Locale.ROOT);
    }

    static boolean going(VpcEndpoint endpoint) {
        return GOING.contains(state(endpoint));
    }

    static boolean failed(VpcEndpoint endpoint) {
        return FAILED.contains(state(endpoint));
    }

    private Optional<VpcEndpoint> of(String id) {
        DescribeVpcEndpointsRequest request =
                DescribeVpcEndpointsRequest.builder().vpcEndpointIds(id).build();
        return AwsErrors.orIfGone(
                Optional.empty(),
                () -> ec2.describeVpcEndpoints(request).vpcEndpoints().stream().findFirst());
    }

    /**
     * The endpoint, once it can be used.
     *
     * @throws ProblemException if it never will, with AWS's own reason
     */
    VpcEndpoint awaitAvailable(String id, String name) {
        Wait wait = new Wait(words(id, name) + " to be available", USUALLY, LIMIT);
        VpcEndpoint settled =
                waiter.untilPresent(
                        wait, () -> of(id).filter(each -> !state(each).startsWith("pending")));
        if (going(settled) || failed(settled)) {
            throw new ProblemException(
                    Problem.error(
                            "vpc endpoint " + name,
                            "%s is %s%s."
                                    .formatted(id, state(settled), reason(settled.lastError())),
                            "Remove the cause, then run the same command again: it deletes the failed"
                                    + " one and makes another."));
        }
        return settled;
    }

    private static String reason(@Nullable LastError error) {
        return error == null ? "" : ": " + error.message() + " (" + error.code() + ")";
    }

    private static String words(String id, String name) {
        return "VPC endpoint " + name + " (" + id + ")";
    }

    /** Returns when it is gone, and its interfaces with it: they hold its subnets and groups. */
    void delete(String id, String name, boolean interfaces) {
        DeleteVpcEndpointsRequest request =
                DeleteVpcEndpointsRequest.builder().vpcEndpointIds(id).build();
        for (UnsuccessfulItem each : ec2.deleteVpcEndpoints(request).unsuccessful()) {
            String code = each.error().code();
            if (!code.endsWith("NotFound")) {
                throw new ProblemException(
                        Problem.error(
                                "vpc endpoint " + name,
                                "AWS refused: " + each.error().message() + " (" + code + ").",
                                "Remove the cause, then run the same command again."));
            }
        }
        waiter.until(
                new Wait(words(id, name) + " to be gone", USUALLY, LIMIT),
                () -> of(id).filter(each -> !state(each).equals("deleted")).isEmpty());
        if (interfaces) {
            waiter.until(
                    new Wait(
                            "the network interfaces that " + words(id, name) + " left behind",
                            USUALLY,
                            LIMIT),
                    () -> !hasInterfaces(id));
        }
    }

    /** An interface's description names its endpoint. */
    private boolean hasInterfaces(String id) {
        List<Filter> filters =
                List.of(
                        Filter.builder()
                                .name("description")
                                .values("VPC Endpoint Interface " + id)
                                .build());
        return !ec2.describeNetworkInterfaces(
                        DescribeNetworkInterfacesRequest.builder().filters(filters).build())
                .networkInterfaces()
                .isEmpty();
    }
}
