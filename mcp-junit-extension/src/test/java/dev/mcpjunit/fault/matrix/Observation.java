/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One client, one fault, one real server of their own: what the client did, what the server did, and whether the next
 * call works.
 *
 * <p>What is already documented says how long to wait, and never what is seen: a client that is known to give up need
 * not be waited for, one that is known to go on may take as long as a busy machine needs.
 */
final class Observation {

    /** Nothing has happened yet when a client cannot even connect on a busy machine: then all begins again. */
    private static final int ATTEMPTS = 3;

    /** Connecting starts processes; more in parallel would only take longer. */
    private static final Semaphore CONNECTING = new Semaphore(3);

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo", "days", 2);
    private static final Map<String, Object> TEMPERATURE = Map.of("value", 20, "from", "C", "to", "F");
    private static final List<String> ONCE = List.of("initialize", "tools/list");

    private final Scenario scenario;
    private final ObservationPlan look;
    private final Setting setting;
    private final Executor threads;
    private final Gate gate = new Gate();
    private String outcome = "";
    private boolean late;
    private boolean waited;
    private List<String> missed = List.of();

    private Observation(Scenario scenario, ObservationPlan look, Setting setting, Executor threads) {
        this.scenario = scenario;
        this.look = look;
        this.setting = setting;
        this.threads = threads;
    }

    static Cell of(Scenario scenario, ObservationPlan look, Executor threads) {
        MatrixClient.RefusedException last = null;
        ObservationPlan next = look;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return attempt(scenario, next, threads);
            } catch (MatrixClient.RefusedException tooBusy) {
                last = tooBusy;
                next = next.onceMore();
            }
        }
        throw new IllegalStateException(look.kind().name() + " cannot connect before " + scenario.key(), last);
    }

    private static Cell attempt(Scenario scenario, ObservationPlan look, Executor threads)
            throws MatrixClient.RefusedException {
        try (Setting setting = Setting.of(scenario.transport(), look.kind().era())) {
            var observation = new Observation(scenario, look, setting, threads);
            Cell cell = scenario.deed() == ClientAction.CONNECT ? observation.connecting() : observation.connected();
            return observation.missed.isEmpty()
                    ? cell
                    : new Cell("the fault did not happen: " + observation.missed, List.of(), -1, "?");
        }
    }

    private void inject() {
        var fault = scenario.fault().apply(gate);
        // Without a handshake, another request is the first that a client sends.
        Selector on =
                fault instanceof ProtocolFault.UnsupportedVersion && look.kind().era() == ServedEra.MODERN
                        ? Selector.method("server/discover")
                        : scenario.on();
        setting.faults.on(on).inject(fault);
    }

    private Cell connecting() {
        inject();
        String next = "ok";
        try (MatrixClient first =
                look.kind().connect(setting.endpoint(), look.requestTimeout(), look.requestTimeout())) {
            outcome = first.call("convert-temperature", TEMPERATURE, false);
        } catch (MatrixClient.RefusedException refused) {
            outcome = refused.getMessage();
        }
        // Some clients connect a second time of themselves, so only now is it over.
        missed = setting.plan.unused();
        setting.plan.clear();
        try (MatrixClient second = connect(ObservationPlan.GOES_ON)) {
            next = next(second);
        } catch (MatrixClient.RefusedException refused) {
            next = refused.getMessage();
        }
        return new Cell(outcome, List.of(), -1, next);
    }

    private MatrixClient connect(Duration requestTimeout) throws MatrixClient.RefusedException {
        CONNECTING.acquireUninterruptibly();
        try {
            return look.kind().connect(setting.endpoint(), ObservationPlan.GOES_ON, requestTimeout);
        } finally {
            CONNECTING.release();
        }
    }

    private Cell connected() throws MatrixClient.RefusedException {
        try (MatrixClient client = connect(look.requestTimeout())) {
            inject();
            long start = System.nanoTime();
            act(client);
            missed = setting.plan.unused();
            late = System.nanoTime() - start >= scenario.atLeast().toNanos();
            String next = next(client);
            return settled(client, next);
        } finally {
            gate.release();
        }
    }

    private void act(MatrixClient client) {
        switch (scenario.deed()) {
            case LIST -> outcome = client.list();
            case CALL_HELD -> {
                var call = CompletableFuture.supplyAsync(() -> call(client), threads);
                gate.awaitHeld(1, ObservationPlan.GOES_ON);
                waited = !call.isDone();
                gate.release();
                outcome = call.orTimeout(60, TimeUnit.SECONDS).join();
            }
            case CALL_WITH_PROGRESS -> {
                setting.faults
                        .on(scenario.on())
                        .inject(new TimingFault.HoldAnswer(gate))
                        .optional();
                var call = CompletableFuture.supplyAsync(() -> call(client), threads);
                awaitProgress(client, call);
                gate.release();
                outcome = call.orTimeout(60, TimeUnit.SECONDS).join();
            }
            case CALL_HELD_TOO_LONG -> {
                outcome = call(client);
                gate.release();
            }
            default -> outcome = call(client);
        }
    }

    /**
     * A client may drop a message that comes together with the answer, so the answer waits until it has been delivered.
     */
    private void awaitProgress(MatrixClient client, CompletableFuture<String> call) {
        long end = System.nanoTime() + look.untilProgress().toNanos();
        while (!call.isDone()
                && System.nanoTime() < end
                && client.heard().stream().noneMatch(each -> each.matches("progress 4(\\.0)?"))) {
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }

    private String call(MatrixClient client) {
        return client.call(scenario.deed().tool(), OSLO, scenario.deed().wantsProgress());
    }

    private static String next(MatrixClient client) {
        String outcome = client.call("convert-temperature", TEMPERATURE, false);
        return outcome.equals(TableWords.RESULT) ? "ok" : outcome;
    }

    /** Some of it happens in its own time: looks until it is what it was known to be, or until nothing more comes. */
    private Cell settled(MatrixClient client, String next) {
        long end = System.nanoTime() + look.settling().toNanos();
        Cell cell = seen(client, next);
        while (System.nanoTime() < end && !look.expects(cell)) {
            pause();
            cell = seen(client, next);
        }
        return cell;
    }

    private Cell seen(MatrixClient client, String next) {
        var notes = new ArrayList<String>();
        if (waited) {
            notes.add("after it was let go");
        }
        if (late && !scenario.atLeast().isZero()) {
            notes.add("late");
        }
        if (scenario.deed() == ClientAction.CALL_WITH_LATE_PROGRESS && client.mayHearLateProgress()) {
            notes.add("hears its progress or does not");
        } else {
            notes.addAll(HeardMessages.inWords(client.heard(), client.keepsOrder()));
        }
        notes.addAll(client.noticed());
        notes.addAll(sent());
        int executed =
                scenario.deed().isCall() ? setting.executed(scenario.deed().tool()) : -1;
        return new Cell(outcome, notes, executed, next);
    }

    /** What the client sent unasked, or more often than asked. */
    private List<String> sent() {
        var notes = new ArrayList<String>();
        long calls = setting.traffic.exchanges().stream()
                .filter(exchange -> exchange.message()
                        .object("params")
                        .flatMap(params -> params.string("name"))
                        .filter(scenario.deed().tool()::equals)
                        .isPresent())
                .count();
        if (scenario.deed().isCall() && calls > 1) {
            notes.add("sends it " + calls + " times");
        }
        if (sent("notifications/cancelled") > 0) {
            notes.add("cancels");
        }
        if (sent(ONCE.get(0)) > 1) {
            notes.add("initializes again");
        }
        long lists = sent(ONCE.get(1));
        if (scenario.deed() == ClientAction.LIST) {
            notes.add(lists == 1 ? "asks once" : "asks " + lists + " times");
        } else if (lists > 0) {
            notes.add("lists the tools again");
        }
        return notes;
    }

    private long sent(String method) {
        return setting.traffic.exchanges().stream()
                .filter(exchange -> exchange.method().equals(method))
                .count();
    }
}
