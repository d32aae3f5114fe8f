package dev.sila.localcloud.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.AwsFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * JSON 1.0 and 1.1: an object in, an object out. Errors also carry the code of the query protocol
 * in {@code x-amzn-query-error}, by which clients of services that once spoke query tell them
 * apart.
 *
 * @param contentType the request's, which the reply repeats
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record JsonDialect(byte[] body, String contentType) implements Dialect {
    @Override
    public AwsFailure unknownAction(String action, String version) {
        return new AwsFailure("UnknownOperationException", "Could not find operation " + action);
    }

    @Override
    public void read(SdkPojo builder) {
        JsonBody.WIRE.fill(builder, parse());
    }

    @Override
    public Outgoing reply(String action, SdkPojo response, String requestId) {
        return reply(200, JsonBody.WIRE.of(response), headers(requestId));
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("__type", failure.shape());
        object.put("message", failure.getMessage());
        Map<String, String> headers = new HashMap<>(headers(requestId));
        headers.put(
                "x-amzn-query-error",
                failure.code() + ";" + (failure.status() < 500 ? "Sender" : "Receiver"));
        return reply(failure.status(), object, headers);
    }

    private JsonNode parse() {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException wrong) {
            throw new AwsFailure("SerializationException", "The body is not JSON");
        }
    }

    private Map<String, String> headers(String requestId) {
        return Map.of("Content-Type", contentType, "x-amzn-RequestId", requestId);
    }

    private static Outgoing reply(int status, JsonNode object, Map<String, String> headers) {
        try {
            return new Outgoing(status, headers, Json.MAPPER.writeValueAsBytes(object));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A JSON tree could not be written", impossible);
        }
    }
}
