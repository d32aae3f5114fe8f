package dev.sila.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom to call AWS.
 *
 * @param region such as {@code us-east-1}
 * @param profile the profile of the AWS configuration files, or null for the default
 * @param endpoint where all services are, instead of AWS: the local cloud; null for AWS itself, and
 *     for what the SDK reads by itself ({@code AWS_ENDPOINT_URL_EC2} and the like)
 * @param credentials where the credentials are from
 */
public record Settings(
        String region, @Nullable String profile, @Nullable URI endpoint, Credentials credentials) {

    /** Where credentials are from. */
    public enum Credentials {
        /** Where the AWS CLI looks: environment, profile, SSO, container, instance. */
        CHAIN,
        /** Fixed ones that mean nothing, for the local cloud. */
        LOCAL
    }

    /** Settings of the embedded local cloud. */
    public static Settings local(String region) {
        return new Settings(region, null, URI.create("http://localhost"), Credentials.LOCAL);
    }
}
