package dev.sila.localcloud.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Writes responses of the REST protocols. What a handler sets as the response's {@code
 * sdkHttpResponse} (a status other than the usual one, headers that are no members) goes out too.
 *
 * @param method the request's
 */
record RestReply(RestFormat format, String method) {
    Outgoing of(String action, SdkPojo response, String requestId) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int status = format.status(method);
        byte[] body = new byte[0];
        boolean structured = false;
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.getValueOrDefault(response);
            boolean payload = field.containsTrait(PayloadTrait.class, TraitType.PAYLOAD_TRAIT);
            if (field.location() == MarshallLocation.HEADER) {
                header(field, value, headers);
            } else if (field.location() == MarshallLocation.STATUS_CODE) {
                status = value instanceof Integer set ? set : status;
            } else if (payload && value != null) {
                body = payload(field, value, headers);
            } else if (!payload) {
                structured = true;
            }
        }
        if (structured) {
            body = bytes(format.write(response, format.root(action)));
            headers.putIfAbsent("Content-Type", format.contentType());
        }
        status = extras(response, headers, status);
        headers.put(format.requestIdHeader(), requestId);
        return new Outgoing(status, headers, body);
    }

    private byte[] payload(SdkField<?> field, Object value, Map<String, String> headers) {
        return switch (value) {
            case SdkPojo pojo -> {
                headers.putIfAbsent("Content-Type", format.contentType());
                yield bytes(format.write(pojo, field.unmarshallLocationName()));
            }
            case SdkBytes blob -> blob.asByteArray();
            default -> bytes(format.text(field, value.toString()));
        };
    }

    private static void header(
            SdkField<?> field, @Nullable Object value, Map<String, String> headers) {
        if (value == null || !RestDialect.isSet(value)) {
            return;
        }
        String name = field.unmarshallLocationName();
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, each) -> headers.put(name + key, "" + each));
            case List<?> list -> {
                SdkField<?> member =
                        field.getRequiredTrait(ListTrait.class, TraitType.LIST_TRAIT)
                                .memberFieldInfo();
                headers.put(
                        name,
                        list.stream()
                                .map(each -> Scalar.format(member, each, Format.RFC_822))
                                .collect(Collectors.joining(",")));
            }
            default -> headers.put(name, Scalar.format(field, value, Format.RFC_822));
        }
    }

    private static int extras(SdkPojo response, Map<String, String> headers, int status) {
        if (!(response instanceof SdkResponse full) || full.sdkHttpResponse() == null) {
            return status;
        }
        SdkHttpResponse http = full.sdkHttpResponse();
        http.forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
        return http.statusCode() == 0 ? status : http.statusCode();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
