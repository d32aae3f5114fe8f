package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.machine.LoopbackAddresses;
import dev.sila.localcloud.machine.Ports;
import dev.sila.localcloud.machine.SimulatedMachines;
import dev.sila.localcloud.traffic.Balancers;
import dev.sila.localcloud.traffic.NetworkProbe;
import java.util.Map;
import java.util.TreeMap;

/** What really runs and listens on this machine: the machines, and what carries traffic to them. */
record Ground(SimulatedMachines machines, Balancers balancers) {

    /** Claims addresses of this machine, and gives all of it back when the local cloud closes. */
    static Ground claim(Foundation foundation, Assembly assembly) {
        LoopbackAddresses addresses = LoopbackAddresses.claim();
        Ports ports = Ports.ofThisProcess();
        SimulatedMachines machines = new SimulatedMachines(addresses, ports);
        NetworkProbe probe = new NetworkProbe(foundation.lock(), ports);
        Balancers balancers = new Balancers(foundation.timeline(), addresses, ports, probe);
        assembly.closing(addresses)
                .closing(machines)
                .closing(balancers)
                .addresses("balancers", () -> reached(balancers))
                .addresses("machines", machines::listening);
        return new Ground(machines, balancers);
    }

    /** Where each listener is really reached, by balancer and port. */
    private static Map<String, String> reached(Balancers balancers) {
        Map<String, String> reached = new TreeMap<>();
        balancers
                .listening()
                .forEach(each ->
                        reached.put(
                                each.balancer() + ":" + each.port(),
                                each.address() + ":" + each.actualPort()));
        return reached;
    }
}
