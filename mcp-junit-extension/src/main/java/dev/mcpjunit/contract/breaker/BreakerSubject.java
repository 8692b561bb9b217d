/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import dev.mcpjunit.contract.client.Exemptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A fresh circuit breaker, closed, with everything that belongs to it. Immutable: each method returns a new subject.
 *
 * @param call how a call goes through the breaker; safe for use by many threads
 * @param settings what the breaker declares
 * @param server the server that it guards; empty for the first
 * @param time advances the breaker's clock; empty if it runs on real time
 * @param fallback the server that serves while the breaker is open, if any
 * @param neighbors other calls, and whether they share the breaker
 * @param exemptions the checks that may stay inconclusive where verdicts are required
 * @param resources what to close afterwards
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BreakerSubject(
        BreakerCall call,
        BreakerSettings settings,
        Optional<String> server,
        Optional<Consumer<Duration>> time,
        Optional<String> fallback,
        List<Neighbor> neighbors,
        Exemptions exemptions,
        List<AutoCloseable> resources) {

    /** Copy the lists. */
    public BreakerSubject {
        neighbors = List.copyOf(neighbors);
        resources = List.copyOf(resources);
    }

    /**
     * Another call, and whether it goes through the same breaker.
     *
     * @param name who it is, for messages: {@code "tool 'search'"}
     * @param call how it is made
     * @param relation whether it is refused, too, while the breaker is open
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Neighbor(String name, BreakerCall call, Relation relation) {}

    /** What a breaker has to do with another call. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Relation {
        /** The call goes on while the breaker is open. */
        ISOLATED,
        /** The call goes through the same breaker, and is refused while it is open. */
        SHARED
    }

    /**
     * Say how to call through a breaker, and what it declares.
     *
     * @param call a call that succeeds while the server is healthy
     * @param settings what the breaker declares
     * @return a breaker on real time, without a fallback; never {@code null}
     */
    public static BreakerSubject of(BreakerCall call, BreakerSettings settings) {
        return new BreakerSubject(
                call,
                settings,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Exemptions.NONE,
                List.of());
    }

    /**
     * Say that the breaker reads the clock of its setup. Then nothing waits, and no verdict depends on how busy the
     * machine is.
     *
     * @param clock the clock of the {@link BreakerSetup}
     * @return the subject; never {@code null}
     */
    public BreakerSubject onClock(ManualClock clock) {
        return advancedBy(clock::advance);
    }

    /**
     * Say how to advance the breaker's clock, if it has one of its own.
     *
     * @param advance advances the clock by a time
     * @return the subject; never {@code null}
     */
    public BreakerSubject advancedBy(Consumer<Duration> advance) {
        return copy(null, advance, null, neighbors, resources);
    }

    /**
     * Say which server the breaker guards, where it is not the first.
     *
     * @param name the name of the server
     * @return the subject; never {@code null}
     */
    public BreakerSubject guarding(String name) {
        return copy(name, null, null, neighbors, resources);
    }

    /**
     * Say which server serves while the breaker is open.
     *
     * @param name the name of the server
     * @return the subject; never {@code null}
     */
    public BreakerSubject fallingBackTo(String name) {
        return copy(null, null, name, neighbors, resources);
    }

    /**
     * Name a call that must go on while this breaker is open.
     *
     * @param name who it is, for messages
     * @param other how it is made
     * @return the subject; never {@code null}
     */
    public BreakerSubject isolatedFrom(String name, BreakerCall other) {
        return withNeighbor(new Neighbor(name, other, Relation.ISOLATED));
    }

    /**
     * Name a call that goes through the same breaker, and is refused while it is open.
     *
     * @param name who it is, for messages
     * @param other how it is made
     * @return the subject; never {@code null}
     */
    public BreakerSubject sharedWith(String name, BreakerCall other) {
        return withNeighbor(new Neighbor(name, other, Relation.SHARED));
    }

    private BreakerSubject withNeighbor(Neighbor neighbor) {
        return copy(null, null, null, with(neighbors, neighbor), resources);
    }

    /**
     * Say what to close afterwards, for example the client.
     *
     * @param resource what to close
     * @return the subject; never {@code null}
     */
    public BreakerSubject closing(AutoCloseable resource) {
        return copy(null, null, null, neighbors, with(resources, resource));
    }

    /**
     * Declare that a check may stay inconclusive where verdicts are required.
     *
     * @param check the name of the check, for example {@code "lets only probes through after the window"}
     * @param reason why it cannot give an answer
     * @return the subject; never {@code null}
     * @throws IllegalArgumentException if the reason is blank
     */
    public BreakerSubject exempt(String check, String reason) {
        return new BreakerSubject(
                call, settings, server, time, fallback, neighbors, exemptions.with(check, reason), resources);
    }

    /**
     * Change what the breaker declares.
     *
     * @param change gives the new settings
     * @return the subject; never {@code null}
     */
    public BreakerSubject declaring(UnaryOperator<BreakerSettings> change) {
        return new BreakerSubject(
                call, change.apply(settings), server, time, fallback, neighbors, exemptions, resources);
    }

    private BreakerSubject copy(
            @Nullable String newServer,
            @Nullable Consumer<Duration> newTime,
            @Nullable String newFallback,
            List<Neighbor> newNeighbors,
            List<AutoCloseable> newResources) {
        return new BreakerSubject(
                call,
                settings,
                Optional.ofNullable(newServer).or(() -> server),
                Optional.ofNullable(newTime).or(() -> time),
                Optional.ofNullable(newFallback).or(() -> fallback),
                newNeighbors,
                exemptions,
                newResources);
    }

    private static <T> List<T> with(List<T> list, T one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }
}
