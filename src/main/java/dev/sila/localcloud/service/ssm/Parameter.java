package dev.sila.localcloud.service.ssm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** One parameter with its versions. */
final class Parameter {
    /** How many versions are kept (PutParameter: ParameterMaxVersionLimitExceeded). */
    static final int MOST_VERSIONS = 100;

    final String name;
    final String arn;
    final NavigableMap<Long, Version> versions = new TreeMap<>();

    Parameter(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    /**
     * One version.
     *
     * @param modifier the ARN of who wrote it
     * @param labels those that stand on it now; changes
     */
    record Version(
            long number,
            ParameterType type,
            String value,
            ParameterTier tier,
            String dataType,
            @Nullable String keyId,
            @Nullable String description,
            @Nullable String allowedPattern,
            Instant modified,
            String modifier,
            Set<String> labels) {
        /** One without labels yet. */
        Version {
            labels = new LinkedHashSet<>(labels);
        }

        boolean isSecure() {
            return type == ParameterType.SECURE_STRING;
        }

        /** The value as it is shown: what is secure only if it is to be decrypted. */
        String shown(boolean decrypted) {
            if (!isSecure() || decrypted) {
                return value;
            }
            byte[] hidden = (number + ":" + value.hashCode()).getBytes(StandardCharsets.UTF_8);
            return "AQICAH" + Base64.getEncoder().encodeToString(hidden);
        }
    }

    Version latest() {
        return versions.lastEntry().getValue();
    }

    /** The version of a number or with a label. */
    Optional<Version> selected(String selector) {
        return selector.matches("\\d{1,18}")
                ? Optional.ofNullable(versions.get(Long.parseLong(selector)))
                : versions.values().stream()
                        .filter(each -> each.labels().contains(selector))
                        .findFirst();
    }
}
