package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;

/**
 * That the environment's virtual private gateway is attached to its VPC. The gateway itself is made
 * by others (a Direct Connect or VPN provider), is found by its {@code Name} tag, which is the
 * environment's name, and stays when the environment goes: it is only detached. Source: Asiaq's
 * README, "DirectConnect / VPN Gateway".
 *
 * @param name the environment's name
 */
public record VpnGatewayAttachment(String name, Ref<Vpc> vpc) implements Spec {}
