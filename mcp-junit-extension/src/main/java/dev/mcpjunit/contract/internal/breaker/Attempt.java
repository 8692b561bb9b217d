/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * One call through the breaker, on the wire and as its caller saw it.
 *
 * @param guarded the tool calls that it left on the wire of the guarded server
 * @param elsewhere those on the wires of other servers
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Attempt(List<Exchange> guarded, List<Exchange> elsewhere, Call call) {

    private static final Duration SLOW = Duration.ofMillis(500);

    static Attempt of(Call call, List<Exchange> calls, String server) {
        Map<Boolean, List<Exchange>> byServer = calls.stream()
                .collect(partitioningBy(exchange -> exchange.server().equals(server)));
        return new Attempt(byServer.getOrDefault(true, List.of()), byServer.getOrDefault(false, List.of()), call);
    }

    /** Whether the guarded server received nothing. */
    public boolean refused() {
        return guarded.isEmpty();
    }

    /** Whether it failed late and was not sent. A breaker refuses immediately, so no breaker refused this call. */
    boolean isLateWithoutCall() {
        return refused() && !answered() && took().compareTo(SLOW) > 0;
    }

    Finding notConnectedInTime(String server) {
        return Finding.busy("The first call did not reach server " + server + ": its caller got " + call.gist()
                + " after " + Durations.print(took()) + ". The client may not have connected in time: give the"
                + " client of this test longer timeouts.");
    }

    /** Whether the caller got a result, from whichever server. */
    public boolean answered() {
        return call.succeeded();
    }

    /** Whether it failed without a fault: a client may give up on a busy machine. */
    public boolean wentWrong() {
        return !answered()
                || guarded.stream()
                        .anyMatch(exchange ->
                                exchange.outcome() == Outcome.CLIENT_GONE || exchange.outcome() == Outcome.SERVER_GONE);
    }

    /** How many of its requests were made to fail. */
    public int disturbed() {
        return (int) guarded.stream()
                .filter(exchange -> !exchange.faults().isEmpty())
                .count();
    }

    /** How long the caller waited. */
    public Duration took() {
        return call.took();
    }

    /** How long the caller waited at least, if all that the machine lost in that time made the wait longer. */
    public Duration tookAtLeast() {
        return notNegative(call.took().minus(call.lost()));
    }

    /** How long the caller waited, without the work of the guarded server. */
    public Duration withoutServer() {
        Duration left = took();
        for (Exchange exchange : guarded) {
            if (exchange.forwardedAt().isPresent() && exchange.answeredAt().isPresent()) {
                left = left.minus(Duration.between(
                        exchange.forwardedAt().get(), exchange.answeredAt().get()));
            }
        }
        return notNegative(left);
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** When the caller called. */
    public Instant started() {
        return call.began();
    }

    /** When the caller was back. */
    public Instant ended() {
        return call.ended();
    }

    /** When the proxy first saw it; only of a call that was not refused. */
    public Instant seen() {
        return guarded.get(0).receivedAt();
    }

    /** What the caller got, in a few words. */
    public String outcome() {
        Throwable failure = call.failure();
        return failure == null ? "answered" : failure.getClass().getSimpleName();
    }

    /** What it did on the wire, in a few words. */
    public String onTheWire() {
        String others = elsewhere.isEmpty()
                ? ""
                : ", " + elsewhere.size() + " × '"
                        + elsewhere.stream().map(Exchange::server).distinct().collect(joining("', '")) + "'";
        if (guarded.isEmpty()) {
            return "refused" + others;
        }
        return (guarded.size() == 1 ? "to the server" : guarded.size() + " × to the server") + others + endings();
    }

    private String endings() {
        return guarded.stream()
                .map(exchange -> exchange.faults().isEmpty() ? exchange.ending() : String.join(", ", exchange.faults()))
                .distinct()
                .collect(joining("; ", ", ", ""));
    }
}
