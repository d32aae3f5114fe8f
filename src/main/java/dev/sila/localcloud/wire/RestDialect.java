package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The REST protocols: members in path, query string, headers and body, as the SDK's metadata says.
 *
 * @param path the members in the path, by name
 */
record RestDialect(
        Incoming incoming, QueryString query, Map<String, String> path, RestFormat format)
        implements Dialect {
    @Override
    public AwsFailure unknownAction(String action, String version) {
        return format.unknownOperation(incoming, action);
    }

    @Override
    public void read(SdkPojo builder) {
        incoming.upload()
                .defect()
                .ifPresent(defect -> {
                    throw defect;
                });
        format.check(incoming);
        boolean inBody = false;
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD && !isPayload(field)) {
                inBody = true;
            } else {
                Optional<Object> value = value(field);
                value.ifPresent(each -> field.set(builder, each));
                if (value.isEmpty() && isRequired(field)) {
                    throw format.missing(field);
                }
            }
        }
        if (inBody && incoming.upload().content().length() > 0) {
            format.read(builder, incoming.body(), "");
        }
    }

    private static boolean isRequired(SdkField<?> field) {
        return field.containsTrait(RequiredTrait.class, TraitType.REQUIRED_TRAIT);
    }

    private static boolean isPayload(SdkField<?> field) {
        return field.containsTrait(PayloadTrait.class, TraitType.PAYLOAD_TRAIT);
    }

    private Optional<Object> value(SdkField<?> field) {
        String name = field.locationName();
        return switch (field.location()) {
            case PATH, GREEDY_PATH ->
                    Optional.ofNullable(path.get(name)).flatMap(text -> scalar(field, text));
            case QUERY_PARAM -> ofQuery(field, name);
            case HEADER -> ofHeaders(field, name);
            case PAYLOAD -> payload(field);
            default -> Optional.empty();
        };
    }

    private Optional<Object> ofQuery(SdkField<?> field, String name) {
        if (field.marshallingType().getKnownType() != MarshallingKnownType.LIST) {
            return query.value(name).flatMap(text -> scalar(field, text));
        }
        return list(field, query.all(name));
    }

    private Optional<Object> list(SdkField<?> field, List<String> texts) {
        SdkField<?> member =
                field.getRequiredTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo();
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        texts.stream().flatMap(each -> scalar(member, each).stream()).toList());
    }

    private Optional<Object> ofHeaders(SdkField<?> field, String name) {
        return switch (field.marshallingType().getKnownType()) {
            case MAP -> prefixed(name);
            case LIST -> {
                String text = incoming.header(name).orElse("");
                yield list(
                        field,
                        text.isBlank()
                                ? List.of()
                                : Arrays.stream(text.split(",", -1)).map(String::strip).toList());
            }
            default -> incoming.header(name).flatMap(text -> scalar(field, text));
        };
    }

    /** All headers with that beginning, without it and in small letters. */
    private Optional<Object> prefixed(String prefix) {
        Map<String, String> values = new LinkedHashMap<>();
        incoming.headers()
                .forEach((name, value) -> {
                    if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                        values.put(name.substring(prefix.length()).toLowerCase(Locale.ROOT), value);
                    }
                });
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** A time in a header that is none is passed over, as HTTP demands. */
    private Optional<Object> scalar(SdkField<?> field, String text) {
        try {
            return Optional.of(Scalar.parse(field, text));
        } catch (IllegalArgumentException wrong) {
            if (field.marshallingType().getKnownType() == MarshallingKnownType.INSTANT
                    && Scalar.format(field, Format.RFC_822) == Format.RFC_822) {
                return Optional.empty();
            }
            throw format.malformed(field.locationName(), text);
        }
    }

    private Optional<Object> payload(SdkField<?> field) {
        if (incoming.upload().content().length() == 0) {
            return Optional.empty();
        }
        byte[] body = incoming.body();
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> {
                SdkPojo builder = field.constructor().get();
                format.read(builder, body, field.locationName());
                yield Optional.of(((Buildable) builder).build());
            }
            case SDK_BYTES -> Optional.of(SdkBytes.fromByteArrayUnsafe(body));
            default -> Optional.of(new String(body, StandardCharsets.UTF_8));
        };
    }

    @Override
    public Outgoing reply(String action, SdkPojo response, String requestId) {
        return new RestReply(format, incoming.method()).of(action, response, requestId);
    }

    /** A reply to HEAD has no body. */
    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        Outgoing outgoing = format.failure(failure, requestId);
        boolean bare = incoming.method().equals("HEAD") || failure.status() == 304;
        return bare ? outgoing.with(Content.EMPTY) : outgoing;
    }

    /** Whether a member was given a value. */
    static boolean isSet(@Nullable Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof SdkAutoConstructMap);
    }
}
