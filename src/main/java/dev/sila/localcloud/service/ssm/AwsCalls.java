package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;

/** The calls that automations make of other services. */
@FunctionalInterface
public interface AwsCalls {
    /**
     * Calls an operation.
     *
     * @param service the signing name, such as {@code ec2}
     * @param action such as {@code DescribeInstances}
     * @param inputs members by the API's names
     * @return the answer, likewise
     * @throws dev.sila.localcloud.AwsFailure what the service refuses
     */
    JsonNode call(String service, String action, JsonNode inputs);
}
