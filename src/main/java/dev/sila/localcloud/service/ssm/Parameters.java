package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** All parameters: the account's, and those that AWS publishes. */
final class Parameters {
    private static final String PUBLIC = "/aws/service/";

    private final Foundation foundation;
    private final PublicParameters published;
    private final NavigableMap<String, Parameter> byName = new TreeMap<>();

    Parameters(Foundation foundation, PublicParameters published) {
        this.foundation = foundation;
        this.published = published;
    }

    /**
     * A parameter in a version, as a selector names it.
     *
     * @param selector {@code :3} or {@code :label}; null for the newest version
     */
    record Selected(Parameter parameter, Parameter.Version version, @Nullable String selector) {}

    Foundation foundation() {
        return foundation;
    }

    NavigableMap<String, Parameter> own() {
        return byName;
    }

    /** The account's own parameters and the public ones whose names begin like that. */
    Stream<Parameter> under(String prefix) {
        Stream<Parameter> own = byName.values().stream();
        Stream<Parameter> all = prefix.startsWith(PUBLIC) ? Stream.concat(own, published()) : own;
        return all.filter(each -> each.name.startsWith(prefix));
    }

    private Stream<Parameter> published() {
        return published.all().entrySet().stream()
                .map(each -> published(each.getKey(), each.getValue()));
    }

    private Parameter published(String name, String value) {
        String arn = "arn:aws:ssm:" + foundation.realm().region() + "::parameter" + name;
        Parameter parameter = new Parameter(name, arn);
        parameter.versions.put(
                1L,
                new Parameter.Version(
                        1,
                        ParameterType.STRING,
                        value,
                        ParameterTier.STANDARD,
                        "aws:ec2:image",
                        null,
                        null,
                        null,
                        foundation.timeline().now(),
                        "arn:aws:iam::aws:root",
                        Set.of()));
        return parameter;
    }

    /** A parameter by its name or ARN. */
    Optional<Parameter> find(String nameOrArn) {
        String name =
                nameOrArn.startsWith("arn:")
                        ? nameOrArn.replaceFirst("^arn:[^/]*:parameter", "")
                        : nameOrArn;
        Parameter own = byName.get(name);
        if (own == null && nameOrArn.startsWith("arn:")) {
            own = byName.get(name.replaceFirst("^/", ""));
        }
        if (own != null || !name.startsWith(PUBLIC)) {
            return Optional.ofNullable(own);
        }
        return Optional.ofNullable(published.all().get(name)).map(value -> published(name, value));
    }

    Parameter required(String name) {
        return find(name).orElseThrow(() -> notFound(name));
    }

    /**
     * What {@code name}, {@code name:3} or {@code name:label} stands for.
     *
     * @throws AwsFailure {@code ParameterNotFound} or {@code ParameterVersionNotFound}
     */
    Selected select(String given) {
        Optional<Parameter> whole = find(given);
        int colon = given.lastIndexOf(':');
        if (whole.isPresent() || colon < 0) {
            Parameter parameter = whole.orElseThrow(() -> notFound(given));
            return new Selected(parameter, parameter.latest(), null);
        }
        Parameter parameter = required(given.substring(0, colon));
        String selector = given.substring(colon + 1);
        Parameter.Version version =
                parameter
                        .selected(selector)
                        .orElseThrow(() -> versionNotFound(parameter.name, selector));
        return new Selected(parameter, version, ":" + selector);
    }

    static AwsFailure notFound(String name) {
        return new AwsFailure("ParameterNotFound", "Parameter " + name + " not found.");
    }

    static AwsFailure versionNotFound(String name, Object version) {
        return new AwsFailure(
                "ParameterVersionNotFound",
                "Systems Manager could not find version %s of %s. Verify the version and try again."
                        .formatted(version, name));
    }
}
