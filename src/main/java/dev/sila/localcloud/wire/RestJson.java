package dev.sila.localcloud.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.AwsFailure;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** REST-JSON: JSON bodies, and the error's code in a header. */
record RestJson() implements RestFormat {
    @Override
    public void check(Incoming incoming) {
        // nothing is wrong with it before its members are looked at
    }

    @Override
    public void read(SdkPojo builder, byte[] body, String root) {
        try {
            JsonBody.WIRE.fill(builder, Json.MAPPER.readTree(body));
        } catch (IOException wrong) {
            throw new AwsFailure("SerializationException", "The body is not JSON");
        }
    }

    @Override
    public String write(SdkPojo pojo, String root) {
        return JsonBody.WIRE.of(pojo).toString();
    }

    @Override
    public String text(SdkField<?> field, String value) {
        return value;
    }

    @Override
    public String root(String action) {
        return "";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public int status(String method) {
        return 200;
    }

    @Override
    public String requestIdHeader() {
        return "x-amzn-RequestId";
    }

    @Override
    public AwsFailure malformed(String name, String value) {
        return new AwsFailure(
                "SerializationException", "Invalid value '" + value + "' for " + name);
    }

    @Override
    public AwsFailure missing(SdkField<?> field) {
        return new AwsFailure("ValidationException", RestFormat.nullMember(field));
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", failure.getMessage());
        return Outgoing.of(
                failure.status(),
                Map.of(
                        "Content-Type",
                        contentType(),
                        requestIdHeader(),
                        requestId,
                        "x-amzn-ErrorType",
                        failure.code()),
                body.toString());
    }
}
