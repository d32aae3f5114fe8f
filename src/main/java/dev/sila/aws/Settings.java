package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Where and as whom to call AWS.
 *
 * @param region such as {@code us-east-1}
 * @param profile the profile of the AWS configuration files, or null for the default
 * @param endpoint where all services are, instead of AWS; null for AWS itself and for what the SDK
 *     reads on its own: {@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_EC2} and the like, and
 *     {@code endpoint_url} and {@code services} in the profile
 * @param credentials where the credentials are from
 */
public record Settings(
        String region, @Nullable String profile, @Nullable URI endpoint, Credentials credentials) {

    /** Where credentials are from. */
    public enum Credentials {
        /** Where the AWS CLI looks: environment, profile, web identity, container, instance. */
        CHAIN,
        /** The profile alone, as the AWS CLI does when it is given with {@code --profile}. */
        PROFILE,
        /** Fixed ones that mean nothing, for the local cloud. */
        LOCAL
    }

    /**
     * What the command line says; each null if it says nothing.
     *
     * @param region {@code --region}
     * @param profile {@code --profile}
     * @param endpoint {@code --endpoint-url}
     */
    public record Options(
            @Nullable String region, @Nullable String profile, @Nullable String endpoint) {}

    /** Settings of the embedded local cloud. */
    public static Settings local(String region) {
        return new Settings(region, null, URI.create("http://localhost"), Credentials.LOCAL);
    }

    /** Settles them with the AWS configuration files of this user: see the other. */
    public static Settings resolve(Options options, Map<String, String> environment) {
        return resolve(options, environment, ProfileFile::defaultProfileFile);
    }

    /**
     * Settles them as the AWS CLI does. The region is from {@code --region}, {@code AWS_REGION},
     * {@code AWS_DEFAULT_REGION} or the profile, in this order. An endpoint on this machine needs
     * no credentials; it gets fixed ones unless the environment or {@code --profile} has some.
     *
     * @param environment the environment variables
     * @param files the AWS configuration and credentials files, read only when needed
     * @throws ProblemException if there is no region, or an endpoint is no URL
     */
    public static Settings resolve(
            Options options, Map<String, String> environment, Supplier<ProfileFile> files) {
        Optional<String> profile =
                first(
                        options.profile(),
                        environment.get("AWS_PROFILE"),
                        environment.get("AWS_DEFAULT_PROFILE"));
        String region =
                first(
                                options.region(),
                                environment.get("AWS_REGION"),
                                environment.get("AWS_DEFAULT_REGION"))
                        .or(() -> ofProfile(files.get(), profile.orElse("default")))
                        .orElseThrow(Settings::noRegion);
        URI endpoint =
                first(options.endpoint()).map(url -> uri("--endpoint-url", url)).orElse(null);
        return new Settings(
                region,
                profile.orElse(null),
                endpoint,
                credentials(options, environment, endpoint));
    }

    private static Credentials credentials(
            Options options, Map<String, String> environment, @Nullable URI endpoint) {
        if (options.profile() != null) {
            return Credentials.PROFILE;
        }
        URI all = endpoint;
        if (all == null) {
            all =
                    first(environment.get("AWS_ENDPOINT_URL"))
                            .map(url -> uri("AWS_ENDPOINT_URL", url))
                            .orElse(null);
        }
        boolean none =
                Stream.of("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE")
                        .noneMatch(environment::containsKey);
        return all != null && none && onThisMachine(all) ? Credentials.LOCAL : Credentials.CHAIN;
    }

    /** Whether a URL is of this machine itself: its host is localhost or a loopback address. */
    public static boolean onThisMachine(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null) {
            return false;
        }
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.]+|\\[.*\\]")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Optional<String> ofProfile(ProfileFile files, String profile) {
        return files.profile(profile).flatMap(found -> found.property("region"));
    }

    private static Optional<String> first(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static URI uri(String where, String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is no URL.
        }
        throw new ProblemException(
                Problem.error(
                        where,
                        "\"" + url + "\" is no URL of an endpoint.",
                        "Write it as http://HOST:PORT or https://HOST."));
    }

    private static ProblemException noRegion() {
        return new ProblemException(
                Problem.error(
                        "AWS region",
                        "no region is set.",
                        "Give --region, set AWS_REGION, or put a region into the profile with"
                                + " `aws configure`."));
    }
}
