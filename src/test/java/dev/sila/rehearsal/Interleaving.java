package dev.sila.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Several runs at once, of which only one at a time makes a call, in an order that is given: so
 * that every order of their calls can be tried.
 */
final class Interleaving {
    private enum State {
        RUNNING,
        AT_GATE,
        ENDED,
        DEAD
    }

    /** When a run dies: at its given call, from 1; 0 is never. */
    record Death(int call, boolean before) {
        static final Death NEVER = new Death(0, true);
    }

    private final List<Integer> order;
    private final List<Death> deaths;
    private final List<State> states;
    private final List<Integer> calls;
    private int granted = -1;
    private boolean begun;
    private boolean over;

    /**
     * @param order whose turn it is, call by call, where more than one could go; afterwards the
     *     first that can
     * @param deaths one for each run
     */
    Interleaving(List<Integer> order, List<Death> deaths) {
        this.order = order;
        this.deaths = deaths;
        this.states = new ArrayList<>(Collections.nCopies(deaths.size(), State.RUNNING));
        this.calls = new ArrayList<>(Collections.nCopies(deaths.size(), 0));
    }

    /** The way to the cloud of one run. */
    SdkHttpClient gate(int run, SdkHttpClient inner) {
        return new Gate(run, inner);
    }

    /** Runs all of them until each has ended or is dead; the dead ones' threads end with it. */
    void play(List<Runnable> runs) throws InterruptedException {
        synchronized (this) {
            begun = true;
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            int run = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    runs.get(run).run();
                                } finally {
                                    set(run, State.ENDED);
                                }
                            }));
        }
        direct();
        for (Thread each : threads) {
            each.join();
        }
    }

    private synchronized void direct() throws InterruptedException {
        int turn = 0;
        while (true) {
            while (states.contains(State.RUNNING)) {
                wait();
            }
            List<Integer> able = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i) == State.AT_GATE) {
                    able.add(i);
                }
            }
            if (able.isEmpty()) {
                break;
            }
            int choice = turn < order.size() ? order.get(turn) % able.size() : 0;
            turn++;
            granted = able.get(choice);
            states.set(granted, State.RUNNING);
            notifyAll();
        }
        begun = false;
        over = true;
        notifyAll();
    }

    boolean dead(int run) {
        int call = deaths.get(run).call();
        return call > 0 && calls.get(run) >= call;
    }

    private synchronized void set(int run, State state) {
        states.set(run, state);
        notifyAll();
    }

    /** Calls made before the play begins, and after its end, go through. */
    private synchronized void arrive(int run) {
        if (!begun) {
            return;
        }
        calls.set(run, calls.get(run) + 1);
        Death death = deaths.get(run);
        if (death.call() == calls.get(run) && death.before()) {
            die(run);
        }
        set(run, State.AT_GATE);
        try {
            while (granted != run) {
                wait();
            }
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        granted = -1;
    }

    private synchronized void leave(int run) {
        Death death = deaths.get(run);
        if (begun && death.call() == calls.get(run) && !death.before()) {
            die(run);
        }
    }

    /** The dead do nothing more; their thread ends when the play is over. */
    private synchronized void die(int run) {
        set(run, State.DEAD);
        try {
            while (!over) {
                wait();
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("dead");
    }

    private final class Gate implements SdkHttpClient {
        private final int run;
        private final SdkHttpClient inner;

        Gate(int run, SdkHttpClient inner) {
            this.run = run;
            this.inner = inner;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = inner.prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    arrive(run);
                    HttpExecuteResponse response = prepared.call();
                    leave(run);
                    return response;
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            // The way itself belongs to the stage.
        }
    }
}
