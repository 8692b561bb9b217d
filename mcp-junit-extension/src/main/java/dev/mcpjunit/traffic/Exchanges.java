/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Some of the recorded messages, and questions about them. It is a snapshot: it does not change when more messages
 * come. The {@code await…} methods wait and return a newer one.
 *
 * <pre>{@code
 * Exchanges payments = traffic.toolCalls("pay").awaitAtLeast(2, Duration.ofSeconds(5));
 * assertThat(payments).wereRetried(1);
 * }</pre>
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Exchanges {

    private final String what;
    private final Predicate<Exchange> condition;
    private final Selected selected;
    private final Optional<Traffic> source;
    private final List<Exchange> context;
    private final List<Exchange> all;

    /** Select from what is recorded now. */
    Exchanges(String what, Predicate<Exchange> condition, Selected selected, Traffic source) {
        this.what = what;
        this.condition = condition;
        this.selected = selected;
        this.source = Optional.of(source);
        this.context = source.exchanges();
        this.all = context.stream().filter(condition).toList();
    }

    /**
     * Ask about exchanges that were selected elsewhere. These cannot be waited for.
     *
     * @param what what they are, in words, for failure messages
     * @param all the exchanges, in order
     * @param context the whole traffic they were selected from
     */
    public Exchanges(String what, List<Exchange> all, List<Exchange> context) {
        this.what = what;
        this.condition = List.copyOf(all)::contains;
        this.selected = Selected.BY_CONDITION;
        this.source = Optional.empty();
        this.context = List.copyOf(context);
        this.all = List.copyOf(all);
    }

    /**
     * Get what these exchanges are, in words.
     *
     * @return for example {@code calls of tool 'pay'}; never {@code null}
     */
    public String what() {
        return what;
    }

    /**
     * Get the exchanges.
     *
     * @return the exchanges in the order in which they came; never {@code null}
     */
    public List<Exchange> all() {
        return all;
    }

    /**
     * Get the whole traffic they were selected from.
     *
     * @return all exchanges in the order in which they came; never {@code null}
     */
    public List<Exchange> context() {
        return context;
    }

    /**
     * Restrict to the messages to one server.
     *
     * @param name the server's name
     * @return those of these exchanges; never {@code null}
     */
    public Exchanges toServer(String name) {
        return narrowed(
                "to server '" + name + "'", exchange -> exchange.server().equals(name), selected.toServer(name));
    }

    /**
     * Restrict to the messages that match a condition.
     *
     * @param inWords the condition, in words, for failure messages
     * @param further the condition
     * @return those of these exchanges; never {@code null}
     */
    public Exchanges where(String inWords, Predicate<Exchange> further) {
        return narrowed(inWords, further, selected);
    }

    private Exchanges narrowed(String inWords, Predicate<Exchange> further, Selected by) {
        String narrower = what + " " + inWords;
        return source.isPresent()
                ? new Exchanges(narrower, condition.and(further), by, source.get())
                : new Exchanges(narrower, all.stream().filter(further).toList(), context);
    }

    /**
     * Wait until the client has sent at least some number of such messages.
     *
     * @param count how many; at least 1
     * @param timeout how long to wait
     * @return the messages so far; never {@code null}
     * @throws AssertionError if there were fewer by then; the message shows the recorded traffic
     */
    public Exchanges awaitAtLeast(int count, Duration timeout) {
        Preconditions.requireAtLeast(1, "The number of messages", count);
        return await("at least " + count + " " + what, timeout, seen -> seen.count() >= count);
    }

    /**
     * Wait until such messages meet a condition, for example {@code pays -> pays.executed() == 1}.
     *
     * @param timeout how long to wait
     * @param met the condition
     * @return the messages so far; never {@code null}
     * @throws AssertionError if the condition did not hold in time; the message shows the recorded traffic
     */
    public Exchanges await(Duration timeout, Predicate<Exchanges> met) {
        return await("the condition to hold for " + what, timeout, met);
    }

    private Exchanges await(String expected, Duration timeout, Predicate<Exchanges> met) {
        Traffic traffic = source.orElseThrow(() -> new IllegalStateException(
                "These " + what + " were selected elsewhere and do not change. Wait on the Traffic of the test"));
        Exchanges last = Waiting.latest(traffic, timeout, now -> new Exchanges(what, condition, selected, now), met);
        if (!met.test(last)) {
            throw Waiting.failed(expected, timeout, Waiting.found(last.count()), traffic);
        }
        return last;
    }

    /**
     * Wait until no request is being answered any more, but no longer than some time.
     *
     * @param timeout how long to wait
     * @return the messages by then; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Exchanges settledWithin(Duration timeout) {
        return source.map(traffic -> Waiting.latest(
                        traffic, timeout, now -> new Exchanges(what, condition, selected, now), Waiting::isSettled))
                .orElse(this);
    }

    /**
     * Say why the absence of such messages proves nothing.
     *
     * @return the reason; empty if there are messages, or if nothing is known against the selection
     */
    public Optional<Absence> unproven() {
        return all.isEmpty() ? source.flatMap(traffic -> Absence.of(selected, traffic)) : Optional.empty();
    }

    /**
     * Count the messages.
     *
     * @return how many the client sent
     */
    public int count() {
        return all.size();
    }

    /**
     * Count the messages that reached the server.
     *
     * @return how many were forwarded
     */
    public int reachedServer() {
        return (int) all.stream().filter(Exchange::reachedServer).count();
    }

    /**
     * Count the requests that the server executed, as far as the traffic shows.
     *
     * @return how many the server answered
     */
    public int executed() {
        return (int) all.stream()
                .filter(exchange -> exchange.executed() == Executed.YES)
                .count();
    }

    /**
     * Group attempts at the same request: same server, method and parameters. The id and {@code _meta} do not count. An
     * idempotency key in the arguments does not count either as long as the client has no result: a retry with a new
     * key is a retry, even if an earlier attempt has a result later. After a result, another key is another request.
     *
     * @return the attempts at each request, in order; never {@code null}
     */
    public List<List<Exchange>> attempts() {
        return Retries.attempts(all);
    }

    /**
     * Count retries: attempts at the same request after the first one.
     *
     * @return how many retries
     */
    public int retries() {
        return attempts().stream().mapToInt(attempts -> attempts.size() - 1).sum();
    }

    /**
     * Get how long the client waited between attempts at the same request: from the end of one to the start of the
     * next. An attempt that had not ended by then counts from its start.
     *
     * @return the pauses in order; never {@code null}
     */
    public List<Duration> pauses() {
        return Retries.pauses(attempts());
    }

    /**
     * Find retries that came sooner than {@code Retry-After} allowed.
     *
     * @return the early retries; empty when all waited; never {@code null}
     */
    public List<Exchange> tooSoon() {
        return Retries.tooSoon(attempts());
    }

    /**
     * Get the idempotency key of each exchange: an {@code Idempotency-Key} header, else a member of {@code _meta} or of
     * the arguments that is named like one.
     *
     * @return the keys in order, empty for an exchange without one; never {@code null}
     */
    public List<Optional<String>> idempotencyKeys() {
        return all.stream().map(IdempotencyKey::of).toList();
    }

    /**
     * Get the value that a JSON Pointer finds in the parameters of each exchange.
     *
     * @param pointer a JSON Pointer such as {@code /arguments/paymentId}
     * @return the values in order, empty for an exchange without one; never {@code null}
     */
    public List<Optional<JsonValue>> valuesAt(String pointer) {
        JsonPointer place = JsonPointer.parse(pointer);
        return all.stream().map(exchange -> place.find(exchange.params())).toList();
    }

    /**
     * Find the requests that the client canceled by {@code notifications/cancelled}.
     *
     * @return the canceled exchanges; never {@code null}
     */
    public List<Exchange> cancelled() {
        Set<Long> numbers = Cancellations.of(context);
        return all.stream()
                .filter(exchange -> numbers.contains(exchange.number()))
                .toList();
    }

    /**
     * Find the messages that came after a moment.
     *
     * @param instant the moment, on the clock of {@link Traffic#now}
     * @return the later messages; never {@code null}
     */
    public List<Exchange> after(Instant instant) {
        return all.stream()
                .filter(exchange -> exchange.receivedAt().isAfter(instant))
                .toList();
    }

    /**
     * Print a line for each exchange.
     *
     * @return the timeline; never {@code null}
     */
    @Override
    public String toString() {
        return Timeline.of(all);
    }
}
