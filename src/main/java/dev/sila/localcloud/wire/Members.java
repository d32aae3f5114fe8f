package dev.sila.localcloud.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkPojo;

/** What requests and responses carry, as JSON by the API's names of members. */
public final class Members {
    private Members() {}

    /** A tree of what is set, such as {@code {"CidrBlock": "10.0.0.0/16"}}; times are ISO 8601. */
    public static ObjectNode of(SdkPojo object) {
        return JsonBody.NAMES.of(object);
    }
}
