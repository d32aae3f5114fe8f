package dev.sila.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways to AWS's services that do not lead through the internet.
 *
 * @param gateways the services that every route table leads to: {@code s3}, {@code dynamodb}
 * @param interfaces the services that have an interface in each subnet of a metanetwork, such as
 *     {@code ssm}
 * @param metaNetwork where these interfaces are; null only if there are none
 */
public record Endpoints(
        List<String> gateways, List<String> interfaces, @Nullable String metaNetwork) {
    public static final Endpoints NONE = new Endpoints(List.of(), List.of(), null);

    public Endpoints {
        gateways = List.copyOf(gateways);
        interfaces = List.copyOf(interfaces);
    }
}
