/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.load.internal.LoadTarget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Makes many concurrent calls to several servers, and reports what the answers show. {@code fleet.session()} creates a
 * session.
 *
 * <pre>{@code
 * LoadReport load = fleet.session()
 *         .plan(PlannedCall.of("notes", "echo", Map.of("message", "${nonce}")),
 *                 PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")))
 *         .calls(40)
 *         .clients(2)
 *         .concurrency(8)
 *         .run();
 * assertThat(load).hasNoErrors().hasNoLostAnswers();
 * }</pre>
 *
 * <p>Each thread sends its next call when it has the answer to the last one, so a slow server is called less often.
 *
 * <p>Immutable: each method returns a changed copy.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LoadSession {

    private static final int MOST_CALLS = 100_000;
    private static final int MOST_AT_A_TIME = 256;

    private final Map<String, LoadTarget> targets;
    private final Settings settings;

    /** How the calls are made. Each session has its own. */
    static final class Settings {

        private Optional<LoadPlan> plan = Optional.empty();
        private OptionalInt calls = OptionalInt.empty();
        private int concurrency = 8;
        private int clients = 1;
        private Optional<Duration> callTimeout = Optional.empty();
        private Duration within = Duration.ofMinutes(1);

        private Settings copy() {
            var copy = new Settings();
            copy.plan = plan;
            copy.calls = calls;
            copy.concurrency = concurrency;
            copy.clients = clients;
            copy.callTimeout = callTimeout;
            copy.within = within;
            return copy;
        }

        /** Empty for one round of the plan by each client. */
        OptionalInt calls() {
            return calls;
        }

        int concurrency() {
            return concurrency;
        }

        int clients() {
            return clients;
        }

        /** How long a call may take; empty for the request timeout of its server. */
        Optional<Duration> callTimeout() {
            return callTimeout;
        }

        Duration within() {
            return within;
        }
    }

    private LoadSession(Map<String, LoadTarget> targets, Settings settings) {
        this.targets = targets;
        this.settings = settings;
    }

    /**
     * Begin a session.
     *
     * @param targets the servers by name
     * @return a session without a plan; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static LoadSession with(Map<String, LoadTarget> targets) {
        return new LoadSession(new LinkedHashMap<>(targets), new Settings());
    }

    private LoadSession changed(Consumer<Settings> change) {
        Settings copy = settings.copy();
        change.accept(copy);
        return new LoadSession(targets, copy);
    }

    /**
     * Set the calls to make, by their weights.
     *
     * @param calls the calls
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if there is no call, or a server of a call is not in the fleet
     */
    public LoadSession plan(PlannedCall... calls) {
        return plan(LoadPlan.of(calls));
    }

    /**
     * Set the calls to make.
     *
     * @param plan the calls and their order
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if a server of the plan is not in the fleet
     */
    public LoadSession plan(LoadPlan plan) {
        plan.servers().stream()
                .filter(server -> !targets.containsKey(server))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException("The plan calls the server '" + unknown
                            + "', which is not in the fleet. The servers of the fleet are "
                            + String.join(", ", targets.keySet())
                            + ".");
                });
        return changed(copy -> copy.plan = Optional.of(plan));
    }

    /**
     * Set how many calls to make.
     *
     * @param calls the number, over all servers and clients; 1 to 100,000; by default one round of the plan by each
     *     client
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the number is out of range
     */
    public LoadSession calls(int calls) {
        Preconditions.requireBetween(1, MOST_CALLS, "The number of calls", calls);
        return changed(copy -> copy.calls = OptionalInt.of(calls));
    }

    /**
     * Set how many calls are in flight at a time.
     *
     * @param concurrency the number, over all servers and clients; 1 to 256; 8 by default
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the number is out of range
     */
    public LoadSession concurrency(int concurrency) {
        Preconditions.requireBetween(1, MOST_AT_A_TIME, "The concurrency", concurrency);
        return changed(copy -> copy.concurrency = concurrency);
    }

    /**
     * Set how many clients each server has. The first client uses the connection of the test. Each further client has
     * its own connection, with its own session and, on standard input and output, its own process. All clients make the
     * same call at the same time, because a server mixes up concurrent calls most easily.
     *
     * @param clients the number; 1 to 256, at most the concurrency; 1 by default
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the number is out of range
     */
    public LoadSession clients(int clients) {
        Preconditions.requireBetween(1, MOST_AT_A_TIME, "The number of clients", clients);
        return changed(copy -> copy.clients = clients);
    }

    /**
     * Set how long a call may take. The answer of a call that takes longer counts as lost.
     *
     * @param timeout more than zero; by default the request timeout of each server
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public LoadSession callTimeout(Duration timeout) {
        Duration positive = Preconditions.requirePositive("The timeout of a call", timeout);
        return changed(copy -> copy.callTimeout = Optional.of(positive));
    }

    /**
     * Set how long all calls together may take. Calls that are not made or not answered by then prove nothing, so the
     * checks that need them are inconclusive.
     *
     * @param bound more than zero; 1 minute by default; the time to open connections is not counted
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public LoadSession within(Duration bound) {
        Duration positive = Preconditions.requirePositive("The time of a session", bound);
        return changed(copy -> copy.within = positive);
    }

    /**
     * Write the same calls as a simulation for Gatling, which can make them from several machines. The simulation is a
     * Java class that needs only Gatling (3.11 or newer, Java API). It makes about as many calls as this session, by as
     * many users as the concurrency, and checks each answer: its id, its result, errors, and nonces of other calls.
     *
     * <pre>{@code
     * String simulation = fleet.session()
     *         .plan(PlannedCall.of("notes", "echo", Map.of("message", "${nonce}")))
     *         .calls(1_000)
     *         .gatlingSimulation("com.example.NotesSimulation");
     * }</pre>
     *
     * <p>Values of headers are not written, nor are texts of arguments that contain a known secret. The simulation
     * reads them from environment variables and names those that are missing. System properties change the rest:
     * {@code mcp.users}, {@code mcp.calls} (for each user), {@code mcp.ramp} (seconds), and {@code mcp.url.} with the
     * name of a server.
     *
     * @param className the full name of the class
     * @return its source; never {@code null}
     * @throws IllegalStateException if there is no plan
     * @throws IllegalArgumentException if the name is no name of a class, a server of the plan is not on HTTP, or a
     *     call has a secret that is no text of an argument
     */
    public String gatlingSimulation(String className) {
        return new GatlingSource(plan(), settings, targets).print(className);
    }

    private LoadPlan plan() {
        return settings.plan.orElseThrow(() -> new IllegalStateException(
                "A load session needs a plan. Say which calls to make: plan(PlannedCall.of(…))."));
    }

    /**
     * Make the calls and wait for all of them. A server that cannot be reached or ends while the calls are made is
     * reported as a failure of that server. The progress is logged after 5 and 15 seconds, and then every 30 seconds.
     *
     * @return what the answers show; never {@code null}
     * @throws IllegalStateException if there is no plan, if the number of clients exceeds the concurrency, or if the
     *     thread is interrupted
     */
    public LoadReport run() {
        LoadPlan plan = plan();
        if (settings.clients() > settings.concurrency()) {
            throw new IllegalStateException("All clients make a call at the same time, so the concurrency must be at"
                    + " least the number of clients, but it is " + settings.concurrency() + " for "
                    + settings.clients() + " clients");
        }
        return new LoadRun(plan, settings, targets).run();
    }
}
