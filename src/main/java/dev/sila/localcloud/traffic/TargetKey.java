package dev.sila.localcloud.traffic;

/**
 * A registration in a target group.
 *
 * @param id an instance identifier or an address
 * @param port the port that gets the traffic
 */
public record TargetKey(String id, int port) {}
