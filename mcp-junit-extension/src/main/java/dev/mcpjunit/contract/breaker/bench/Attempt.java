/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.traffic.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What one call through the breaker came to, by the wire and for the caller.
 *
 * @param guarded the calls of tools that it left on the wire of the guarded server
 * @param elsewhere those on the wires of other servers
 * @param thrown what the caller got instead of an answer
 * @param started when the caller called
 * @param ended when the caller was back
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Attempt(
        List<Exchange> guarded, List<Exchange> elsewhere, Optional<Throwable> thrown, Instant started, Instant ended) {

    /** Whether the guarded server was spared. */
    public boolean refused() {
        return guarded.isEmpty();
    }

    /** Whether the caller got an answer, from whomever. */
    public boolean answered() {
        return thrown.isEmpty();
    }

    /** How many of its requests were made to fail. */
    public int disturbed() {
        return (int) guarded.stream()
                .filter(exchange -> !exchange.faults().isEmpty())
                .count();
    }

    /** How long the caller waited. */
    public Duration took() {
        return Duration.between(started, ended);
    }

    /** When the proxy first saw it; only of a call that was not refused. */
    public Instant seen() {
        return guarded.get(0).receivedAt();
    }

    /** How it was for the caller, in a few words. */
    public String outcome() {
        return thrown.map(failure -> failure.getClass().getSimpleName()).orElse("answered");
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
                .map(exchange -> exchange.faults().isEmpty()
                        ? exchange.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : String.join(", ", exchange.faults()))
                .distinct()
                .collect(joining("; ", ", ", ""));
    }
}
