package dev.sila.localcloud.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Makes random requests and responses. Never an empty structure, which query protocols cannot
 * carry.
 */
final class RandomPojo {
    private static final int DEEPEST = 4;
    private static final String[] PIECES = {
        "a", "Zz9", " ", "&", "<", ">", "\"", "'", "+", "%", "=", ";", "/", "é", "漢", "😀", "\n",
        "\t"
    };

    /** Members that the client derives others from, or checks against them. */
    static final Pattern CHECKED =
            Pattern.compile(
                    "(?i)content-md5|content-length|expires|x-amz-(sdk-)?checksum-.*"
                            + "|Source(Bucket|Key|VersionId)|encoding-?type");

    private final Random random;
    private final boolean slashes;

    /**
     * @param slashes whether texts may have slashes, before which a client may cut
     */
    RandomPojo(long seed, boolean slashes) {
        random = new Random(seed);
        this.slashes = slashes;
    }

    /** Fills about two thirds of a builder's fields, and at least one if it has any. */
    SdkPojo fill(SdkPojo builder) {
        fill(builder, 0);
        return (SdkPojo) ((Buildable) builder).build();
    }

    private boolean fill(SdkPojo builder, int depth) {
        boolean filled = false;
        List<SdkField<?>> fields = builder.sdkFields();
        for (int attempt = 0; attempt < 2 && !filled; attempt++) {
            for (SdkField<?> field : fields) {
                // the client fills a token in by itself if there is none
                boolean always = attempt == 1 || isAlwaysThere(field);
                if (!CHECKED.matcher(field.locationName()).matches()
                        && (always || random.nextInt(3) > 0)) {
                    Optional<Object> value = value(builder, field, depth);
                    value.ifPresent(each -> field.set(builder, each));
                    filled |= value.isPresent();
                }
            }
        }
        return filled;
    }

    private static boolean isAlwaysThere(SdkField<?> field) {
        return field.containsTrait(DefaultValueTrait.class)
                || field.location() == MarshallLocation.PATH
                || field.location() == MarshallLocation.GREEDY_PATH
                || field.containsTrait(RequiredTrait.class, TraitType.REQUIRED_TRAIT);
    }

    /** A word of an enumeration where there is one; what travels outside of the body is plain. */
    private Optional<Object> value(SdkPojo builder, SdkField<?> field, int depth) {
        Optional<Object> word = word(builder, field);
        if (word.isPresent() || field.location() == MarshallLocation.PAYLOAD) {
            return word.isPresent() ? word : value(field, depth);
        }
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> Optional.of(plain());
            case INSTANT -> Optional.of(Instant.ofEpochSecond(random.nextLong(4_000_000_000L)));
            case LIST -> Optional.of(List.of(plain(), plain()));
            case MAP -> Optional.of(Map.of(plain(), plain()));
            default -> value(field, depth);
        };
    }

    private Optional<Object> word(SdkPojo builder, SdkField<?> field) {
        if (field.marshallingType().getKnownType() != MarshallingKnownType.STRING) {
            return Optional.empty();
        }
        return Stream.of(builder.getClass().getMethods())
                .filter(each -> each.getName().equalsIgnoreCase(field.memberName()))
                .filter(each -> each.getParameterCount() == 1)
                .map(each -> each.getParameterTypes()[0])
                .filter(Class::isEnum)
                .findFirst()
                .map(each -> each.getEnumConstants()[0].toString());
    }

    private String plain() {
        return "t" + random.nextInt(1000, 1_000_000);
    }

    private Optional<Object> value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field, depth);
            case MAP -> map(field, depth);
            case SDK_POJO -> structure(field, depth);
            case STRING -> Optional.of(text());
            case INTEGER -> Optional.of(random.nextInt());
            case LONG -> Optional.of(random.nextLong());
            case FLOAT -> Optional.of(random.nextFloat());
            case DOUBLE -> Optional.of(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
            case BIG_DECIMAL -> Optional.of(BigDecimal.valueOf(random.nextInt(), 3));
            case BOOLEAN -> Optional.of(random.nextBoolean());
            case INSTANT -> Optional.of(Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)));
            case SDK_BYTES ->
                    Optional.of(SdkBytes.fromByteArray(text().getBytes(StandardCharsets.UTF_8)));
            default -> throw new IllegalStateException("Not made here: " + field.memberName());
        };
    }

    private Optional<Object> structure(SdkField<?> field, int depth) {
        SdkPojo builder = field.constructor().get();
        return depth < DEEPEST && fill(builder, depth + 1)
                ? Optional.of(((Buildable) builder).build())
                : Optional.empty();
    }

    private Optional<Object> list(SdkField<?> field, int depth) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            value(member, depth + 1).ifPresent(values::add);
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private Optional<Object> map(SdkField<?> field, int depth) {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            value(member, depth + 1).ifPresent(each -> values.put("k" + text(), each));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return slashes ? text.toString() : text.toString().replace("/", "|");
    }
}
