/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Some of the traffic, and questions about it.
 *
 * @param what what these exchanges are, in words
 * @param all the exchanges, in order
 * @param context the whole traffic they were chosen from
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Exchanges(String what, List<Exchange> all, List<Exchange> context) {

    /**
     * Choose those for one server, where there are several.
     *
     * @param server the server's name
     * @return those of these exchanges; never {@code null}
     */
    public Exchanges to(String server) {
        return new Exchanges(
                what + " for server '" + server + "'",
                all.stream()
                        .filter(exchange -> exchange.server().equals(server))
                        .toList(),
                context);
    }

    /**
     * Count them.
     *
     * @return how many the client sent
     */
    public int count() {
        return all.size();
    }

    /**
     * Count those that reached the server.
     *
     * @return how many were forwarded
     */
    public int reachedServer() {
        return (int) all.stream().filter(Exchange::reachedServer).count();
    }

    /**
     * Count those that the server carried out, as far as the wire can tell.
     *
     * @return how many the server answered
     */
    public int executed() {
        return (int) all.stream()
                .filter(exchange -> exchange.executed() == Executed.YES)
                .count();
    }

    /**
     * Put attempts at the same thing together: same method, same name, same arguments, whatever else is in
     * {@code _meta} and whatever the id.
     *
     * @return the attempts of each thing, in order; never {@code null}
     */
    public List<List<Exchange>> attempts() {
        Map<JsonObject, List<Exchange>> byThing = new LinkedHashMap<>();
        for (Exchange exchange : all) {
            JsonObject thing = JsonObject.builder()
                    .put("server", exchange.server())
                    .put("method", exchange.method())
                    .put("params", exchange.params().toBuilder().remove("_meta").build())
                    .build();
            byThing.computeIfAbsent(thing, first -> new ArrayList<>()).add(exchange);
        }
        return List.copyOf(byThing.values());
    }

    /**
     * Count repetitions: attempts at the same thing beyond the first.
     *
     * @return how many
     */
    public int retries() {
        return attempts().stream().mapToInt(attempts -> attempts.size() - 1).sum();
    }

    /**
     * Get how long the client waited between attempts at the same thing: from the end of one to the start of the next.
     *
     * @return the pauses in order; never {@code null}
     */
    public List<Duration> pauses() {
        var pauses = new ArrayList<Duration>();
        for (List<Exchange> attempts : attempts()) {
            for (int i = 1; i < attempts.size(); i++) {
                Exchange before = attempts.get(i - 1);
                Instant end = before.finishedAt().orElse(before.receivedAt());
                pauses.add(Duration.between(end, attempts.get(i).receivedAt()));
            }
        }
        return pauses;
    }

    /**
     * Find attempts that came sooner than the server had asked for by {@code Retry-After}.
     *
     * @return the attempts; empty when all waited; never {@code null}
     */
    public List<Exchange> tooSoon() {
        var tooSoon = new ArrayList<Exchange>();
        for (List<Exchange> attempts : attempts()) {
            for (int i = 1; i < attempts.size(); i++) {
                Exchange before = attempts.get(i - 1);
                Exchange next = attempts.get(i);
                boolean early = before.retryAfter().isPresent()
                        && before.finishedAt().isPresent()
                        && next.receivedAt()
                                .isBefore(before.finishedAt()
                                        .get()
                                        .plus(before.retryAfter().get()));
                if (early) {
                    tooSoon.add(next);
                }
            }
        }
        return tooSoon;
    }

    /**
     * Get the idempotency key of each exchange: an {@code Idempotency-Key} header, else a member of {@code _meta} or of
     * the arguments that is named like one.
     *
     * @return the keys in order, empty for an exchange without one; never {@code null}
     */
    public List<Optional<String>> idempotencyKeys() {
        return all.stream().map(Exchanges::idempotencyKey).toList();
    }

    /**
     * Get the value at a place of the parameters of each exchange.
     *
     * @param pointer a JSON Pointer such as {@code /arguments/paymentId}
     * @return the values in order, empty for an exchange without one; never {@code null}
     */
    public List<Optional<JsonValue>> valuesAt(String pointer) {
        JsonPointer place = JsonPointer.parse(pointer);
        return all.stream().map(exchange -> place.find(exchange.params())).toList();
    }

    private static Optional<String> idempotencyKey(Exchange exchange) {
        return Optional.ofNullable(exchange.headers().get("idempotency-key"))
                .or(() -> exchange.params().object("_meta").flatMap(Exchanges::keyIn))
                .or(() -> keyIn(exchange.arguments()));
    }

    private static Optional<String> keyIn(JsonObject object) {
        return object.members().entrySet().stream()
                .filter(member -> member.getKey()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z]", "")
                        .endsWith("idempotencykey"))
                .map(member -> member.getValue() instanceof JsonString text
                        ? text.value()
                        : member.getValue().toString())
                .findFirst();
    }

    /**
     * Find those that the client has cancelled by {@code notifications/cancelled}.
     *
     * @return the cancelled exchanges; never {@code null}
     */
    public List<Exchange> cancelled() {
        return all.stream()
                .filter(exchange -> context.stream()
                        .filter(other -> other.method().equals("notifications/cancelled")
                                && other.server().equals(exchange.server())
                                && other.number() > exchange.number())
                        .anyMatch(other -> exchange.id().isPresent()
                                && exchange.id().get().equals(other.params().get("requestId"))))
                .toList();
    }

    /**
     * Find those that came after a moment.
     *
     * @param instant the moment, on the traffic's clock
     * @return the later ones; never {@code null}
     */
    public List<Exchange> after(Instant instant) {
        return all.stream()
                .filter(exchange -> exchange.receivedAt().isAfter(instant))
                .toList();
    }

    /**
     * Print a line for each exchange.
     *
     * @return the time line; never {@code null}
     */
    @Override
    public String toString() {
        return TimeLine.of(all);
    }
}
