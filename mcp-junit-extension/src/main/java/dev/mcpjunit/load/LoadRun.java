/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.util.Objects.requireNonNull;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.load.LoadSession.Settings;
import dev.mcpjunit.load.internal.LoadTarget;
import dev.mcpjunit.load.internal.Nonces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** One run of a load session, from the first connection to the report. */
final class LoadRun {

    private static final int EXCERPT = 160;

    private final Settings settings;
    private final Map<String, LoadTarget> targets;
    private final Set<String> servers;
    private final List<PlannedCall> round;
    private final int calls;
    private final Nonces nonces = new Nonces();
    private final AtomicReferenceArray<CallRecord> records;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();

    LoadRun(LoadPlan plan, Settings settings, Map<String, LoadTarget> targets) {
        this.settings = settings;
        this.targets = targets;
        this.servers = plan.servers();
        this.round = plan.round();
        this.calls = settings.calls().orElse(round.size() * settings.clients());
        this.records = new AtomicReferenceArray<>(calls);
    }

    LoadReport run() {
        Map<String, Lines> lines = new LinkedHashMap<>();
        try {
            // In the order of the plan; the servers of a fleet have been started concurrently before.
            for (String server : servers) {
                lines.put(server, Lines.open(requireNonNull(targets.get(server)), settings.clients()));
            }
            var deadline = Deadline.after(settings.within());
            callAll(lines, deadline);
            return report(lines, deadline.elapsed());
        } finally {
            lines.values().forEach(Lines::close);
        }
    }

    // The notice is closed when the wait ends, and has no other use.
    @SuppressWarnings("try")
    private void callAll(Map<String, Lines> lines, Deadline deadline) {
        int clients = settings.clients();
        int units = (calls + clients - 1) / clients;
        try (var unused = Progress.begin(this::progress)) {
            new UnitRunner(settings.concurrency() / clients, clients).run(units, deadline, (unit, client) -> {
                int number = unit * clients + client;
                if (number < calls) {
                    records.set(number, call(number, planned(unit), client, lines, deadline));
                }
            });
        }
    }

    private String progress(Duration elapsed) {
        return "Load session: " + done.get() + " of " + calls + " calls after " + Durations.print(elapsed) + ", "
                + errors.get() + " errors. The time limit is " + Durations.print(settings.within()) + " (within).";
    }

    /** All clients make the same call in the same turn. */
    private PlannedCall planned(int unit) {
        return round.get(unit % round.size());
    }

    private CallRecord call(int number, PlannedCall planned, int client, Map<String, Lines> lines, Deadline deadline) {
        Lines server = requireNonNull(lines.get(planned.server()));
        Duration timeout = settings.callTimeout().orElse(server.requestTimeout());
        Duration left = deadline.remaining();
        if (left.isZero()) {
            return CallRecord.notMade(number, planned, client);
        }
        JsonObject params = JsonObject.builder()
                .put("name", planned.tool())
                .put("arguments", nonces.fill(planned.arguments(), number))
                .build();
        long sent = deadline.elapsed().toNanos();
        CallRecord record;
        @Nullable McpConnection connection = null;
        try {
            connection = server.of(client);
            JsonObject result =
                    connection.request(Methods.CALL_TOOL, params, timeout.compareTo(left) < 0 ? timeout : left);
            record = answered(
                    number, planned, client, result, sent, deadline.elapsed().toNanos());
        } catch (McpException failure) {
            CallOutcome outcome =
                    connection == null ? notConnected(failure) : outcome(failure, timeout.compareTo(left) < 0);
            record = new CallRecord(
                    number,
                    planned,
                    client,
                    outcome,
                    sent,
                    deadline.elapsed().toNanos(),
                    failure instanceof McpErrorException error
                            ? nonces.in(error.raw().toString())
                            : Set.of(),
                    String.valueOf(failure.getMessage()));
        }
        done.incrementAndGet();
        if (record.outcome().isError()) {
            errors.incrementAndGet();
        }
        return record;
    }

    /** What an answer shows is found out now, so that no answer has to be kept. */
    private CallRecord answered(int number, PlannedCall planned, int client, JsonObject result, long sent, long ended) {
        boolean error = result.bool("isError").orElse(false);
        Set<Integer> seen = nonces.in(error ? result.toString() : planned.echoIn(result));
        boolean asExpected = !error && (planned.hasNonce() ? seen.equals(Set.of(number)) : seen.isEmpty());
        return new CallRecord(
                number,
                planned,
                client,
                error ? CallOutcome.TOOL_ERROR : CallOutcome.ANSWERED,
                sent,
                ended,
                seen,
                asExpected ? "" : Printable.line(result.toString(), EXCERPT));
    }

    /** A client without a connection makes no call, however connecting failed. */
    private static CallOutcome notConnected(McpException failure) {
        return failure instanceof ServerStartException || failure instanceof ServerDiedException
                ? CallOutcome.SERVER_ENDED
                : CallOutcome.UNREACHABLE;
    }

    /** @param ownTimeout whether the call had its whole timeout, or only what was left of the session */
    private static CallOutcome outcome(McpException failure, boolean ownTimeout) {
        if (failure instanceof McpErrorException) {
            return CallOutcome.RPC_ERROR;
        }
        if (failure instanceof McpTimeoutException) {
            return ownTimeout ? CallOutcome.LOST : CallOutcome.CUT_OFF;
        }
        if (failure instanceof McpProtocolException) {
            return CallOutcome.INVALID_ANSWER;
        }
        return failure instanceof ServerUnreachableException ? CallOutcome.UNREACHABLE : CallOutcome.SERVER_ENDED;
    }

    private LoadReport report(Map<String, Lines> lines, Duration elapsed) {
        var all = new ArrayList<CallRecord>(calls);
        for (int number = 0; number < calls; number++) {
            CallRecord record = records.get(number);
            int client = number % settings.clients();
            all.add(record == null ? CallRecord.notMade(number, planned(number / settings.clients()), client) : record);
        }
        var judge = new Judge(all, settings.clients(), settings.callTimeout());
        List<ServerLoad> loads = servers.stream()
                .map(server -> judge.load(server, requireNonNull(lines.get(server))))
                .toList();
        int inFlight = settings.concurrency() / settings.clients() * settings.clients();
        return new LoadReport(loads, elapsed, inFlight, settings.clients());
    }
}
