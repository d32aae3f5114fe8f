package dev.sila.localcloud.service.cloudtrail;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Call;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One recorded call.
 *
 * @param visible from when it is found
 * @param response null if the call was refused
 * @param failure null if it was not
 */
record Event(
        long order,
        String id,
        Instant time,
        Instant visible,
        boolean readOnly,
        Identities.Identity identity,
        Call call,
        @Nullable SdkPojo response,
        @Nullable AwsFailure failure) {
    /** A thing that the call was about. */
    record Resource(String type, String name) {}

    String source() {
        return call.service() + ".amazonaws.com";
    }

    /** The name of a user or a session; root otherwise. */
    String username() {
        String arn = identity.arn();
        return arn.contains("/") ? arn.substring(arn.lastIndexOf('/') + 1) : "root";
    }

    List<Resource> resources() {
        return Resources.of(this);
    }

    /** Whether a service made the call in somebody's name. */
    boolean isOfService() {
        return call.caller().accessKeyId().isEmpty()
                && call.caller().userAgent().endsWith(".amazonaws.com");
    }
}
