package dev.sila.localcloud.tour;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One answer of the local cloud, as it came over the wire and as the SDK read it.
 *
 * @param service the SDK's name of the service, such as {@code AutoScaling}
 * @param operation AWS's name of the operation
 * @param headers all values by name
 */
@SuppressWarnings("ArrayRecordComponent") // written to a file, never compared
record Reply(
        String service,
        String operation,
        int status,
        Map<String, List<String>> headers,
        byte[] body,
        SdkPojo response) {

    /** Whether it is an answer of that service: the SDK's name is its ID without the spaces. */
    boolean isOf(String serviceId) {
        return service.equalsIgnoreCase(serviceId.replace(" ", ""));
    }
}
