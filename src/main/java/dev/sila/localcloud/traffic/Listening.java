package dev.sila.localcloud.traffic;

/**
 * Where a balancer's listener is really reached.
 *
 * @param balancer the balancer's name
 * @param address its loopback address
 * @param port the listener's port on AWS
 * @param actualPort the port that is bound: differs where the process may not bind ports below 1024
 */
public record Listening(String balancer, String address, int port, int actualPort) {}
