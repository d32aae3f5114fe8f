package dev.sila.localcloud.service.ssm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DocumentFilterKey;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.PlatformType;

/** One document with all its versions. */
final class Document {
    /** The owner of AWS's own documents. */
    static final String AMAZON = "Amazon";

    final String name;
    final DocumentType type;
    final String owner;
    final NavigableMap<Integer, Version> versions = new TreeMap<>();

    /** Accounts that it is shared with, and the version that each sees. */
    final Map<String, String> shared = new LinkedHashMap<>();

    int defaultVersion = 1;
    @Nullable String targetType;
    @Nullable String displayName;

    Document(String name, DocumentType type, String owner) {
        this.name = name;
        this.type = type;
        this.owner = owner;
    }

    /**
     * One version.
     *
     * @param active when it may be used; before that it is being created
     */
    record Version(
            int number,
            @Nullable String name,
            DocumentContent content,
            Instant created,
            Instant active) {}

    Version latest() {
        return versions.lastEntry().getValue();
    }

    Version standard() {
        return Objects.requireNonNull(versions.get(defaultVersion));
    }

    boolean isAmazons() {
        return owner.equals(AMAZON);
    }

    /**
     * A version by what a request says of it; the default one if it says nothing.
     *
     * @param version a number, {@code $LATEST} or {@code $DEFAULT}
     * @param versionName the name of a version
     */
    Optional<Version> version(@Nullable String version, @Nullable String versionName) {
        if (versionName != null) {
            return versions.values().stream()
                    .filter(each -> versionName.equals(each.name()))
                    .findFirst();
        }
        return switch (version) {
            case null -> Optional.of(standard());
            case "$DEFAULT" -> Optional.of(standard());
            case "$LATEST" -> Optional.of(latest());
            default ->
                    version.matches("[1-9]\\d{0,8}")
                            ? Optional.ofNullable(versions.get(Integer.parseInt(version)))
                            : Optional.empty();
        };
    }

    /** The platforms that its default version is for, from its plugins. */
    List<PlatformType> platforms() {
        if (type == DocumentType.AUTOMATION) {
            return List.of(PlatformType.WINDOWS, PlatformType.LINUX, PlatformType.MAC_OS);
        }
        String text = standard().content().text();
        boolean windows =
                text.contains("aws:runPowerShellScript") || text.contains("aws:updateSsmAgent");
        boolean linux = text.contains("aws:runShellScript") || text.contains("aws:updateSsmAgent");
        if (windows && !linux) {
            return List.of(PlatformType.WINDOWS);
        }
        return windows || !linux
                ? List.of(PlatformType.WINDOWS, PlatformType.LINUX, PlatformType.MAC_OS)
                : List.of(PlatformType.LINUX, PlatformType.MAC_OS);
    }

    /** The keys by which documents are filtered; tags apart. */
    static Set<String> filterKeys() {
        Set<String> keys = new TreeSet<>();
        DocumentFilterKey.knownValues().forEach(each -> keys.add(each.toString()));
        keys.add("SearchKeyword");
        keys.add("TargetType");
        return keys;
    }
}
