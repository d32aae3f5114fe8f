package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Reshape;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** How instances may read their metadata (EC2 API reference, InstanceMetadataOptionsRequest). */
final class MetadataOptions {
    private static final Map<String, Set<String>> VALUES =
            Map.of(
                    "HttpTokens", Set.of("optional", "required"),
                    "HttpEndpoint", Set.of("enabled", "disabled"),
                    "HttpProtocolIpv6", Set.of("enabled", "disabled"),
                    "InstanceMetadataTags", Set.of("enabled", "disabled"));

    private MetadataOptions() {}

    /** Refuses values that the members of such a request cannot have. */
    static void check(SdkPojo options) {
        for (SdkField<?> field : options.sdkFields()) {
            Object value = field.getValueOrDefault(options);
            Set<String> possible = VALUES.get(field.memberName());
            if (value != null && possible != null && !possible.contains(value)) {
                throw Refusals.invalid(
                        field.memberName(), value, "Expecting one of " + possible + ".");
            }
            if (field.memberName().equals("HttpPutResponseHopLimit")
                    && value instanceof Integer hops
                    && (hops < 1 || hops > 64)) {
                throw Refusals.invalid("HttpPutResponseHopLimit", hops, "Expecting 1 to 64.");
            }
        }
    }

    /** What a new instance has: the image's standards, and what the request says. */
    static InstanceMetadataOptionsResponse of(RunInstancesRequest request, Image image) {
        boolean second = "v2.0".equals(image.imdsSupportAsString());
        InstanceMetadataOptionsResponse.Builder options =
                InstanceMetadataOptionsResponse.builder()
                        .state("applied")
                        .httpEndpoint("enabled")
                        .httpTokens(second ? "required" : "optional")
                        .httpPutResponseHopLimit(second ? 2 : 1)
                        .httpProtocolIpv6("disabled")
                        .instanceMetadataTags("disabled");
        return request.metadataOptions() == null
                ? options.build()
                : Reshape.copy(request.metadataOptions(), options).build();
    }
}
