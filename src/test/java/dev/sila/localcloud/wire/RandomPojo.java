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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
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

    private final Random random;

    RandomPojo(long seed) {
        random = new Random(seed);
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
                boolean always = attempt == 1 || field.containsTrait(DefaultValueTrait.class);
                if (always || random.nextInt(3) > 0) {
                    Optional<Object> value = value(field, depth);
                    value.ifPresent(each -> field.set(builder, each));
                    filled |= value.isPresent();
                }
            }
        }
        return filled;
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
        return text.toString();
    }
}
