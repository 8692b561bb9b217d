/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring.replicas;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.http.HttpFaultProxy;
import dev.mcpjunit.fault.internal.http.HttpProxyConfig;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Several instances of one server behind one address. Each request goes to the next running instance, whichever client
 * sends it and over whatever connection. What is done to the server is done to all of them.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReplicatedServer implements StartedServer {

    private final String name;
    private final List<StartedServer> members;
    private final HttpFaultProxy front;

    private ReplicatedServer(String name, List<StartedServer> members, HttpFaultProxy front) {
        this.name = name;
        this.members = members;
        this.front = front;
    }

    /** Put one address in front of servers that run and listen on HTTP. They are closed with it. */
    static ReplicatedServer of(String name, List<StartedServer> servers) {
        List<StartedServer> members = List.copyOf(servers);
        // The proxy streams, adds each server's own headers and knows of broken connections; no fault is planned here.
        HttpFaultProxy front = HttpFaultProxy.start(new HttpProxyConfig(
                name, new RoundRobin(members), new FaultPlan(), TrafficRecorder.keepingNothing(), act -> {}));
        return new ReplicatedServer(name, members, front);
    }

    /** The instances in their order. */
    public List<StartedServer> members() {
        return members;
    }

    @Override
    public List<RunningServer> replicas() {
        return List.copyOf(members);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpEndpoint endpoint() {
        return front.endpoint();
    }

    @Override
    public List<String> log() {
        return members.stream()
                .flatMap(member -> member.log().stream().map(line -> member.name() + ": " + line))
                .toList();
    }

    @Override
    public List<ServerLog.Line> logSince(long nanoTime) {
        return members.stream()
                .flatMap(member -> member.logSince(nanoTime).stream()
                        .map(line -> new ServerLog.Line(line.nanoTime(), member.name() + ": " + line.text())))
                .toList();
    }

    @Override
    public Set<ProcessHandle> processes() {
        return members.stream().flatMap(member -> member.processes().stream()).collect(Collectors.toSet());
    }

    @Override
    public OptionalLong residentBytes() {
        return sum(StartedServer::residentBytes);
    }

    @Override
    public OptionalLong loggedCharacters() {
        return sum(StartedServer::loggedCharacters);
    }

    /** Empty unless it is known of each. */
    private OptionalLong sum(Function<StartedServer, OptionalLong> figure) {
        List<OptionalLong> each = members.stream().map(figure).toList();
        return each.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        each.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
    }

    @Override
    public boolean isAlive() {
        return members.stream().anyMatch(StartedServer::isAlive);
    }

    /** Each instance has its own. */
    @Override
    public OptionalInt exitCode() {
        return OptionalInt.empty();
    }

    @Override
    public void kill() {
        each(StartedServer::kill);
    }

    @Override
    public void restart() {
        each(StartedServer::restart);
    }

    @Override
    public void pause() {
        each(StartedServer::pause);
    }

    @Override
    public void resume() {
        each(StartedServer::resume);
    }

    @Override
    public void disconnect() {
        each(StartedServer::disconnect);
    }

    @Override
    public void reconnect() {
        each(StartedServer::reconnect);
    }

    @Override
    public CompletableFuture<Void> end() {
        return CompletableFuture.allOf(members.stream().map(StartedServer::end).toArray(CompletableFuture[]::new));
    }

    @Override
    public Optional<String> exitReport() {
        String dead =
                members.stream().flatMap(member -> member.exitReport().stream()).collect(Collectors.joining("\n"));
        return Optional.of(dead).filter(text -> !text.isEmpty());
    }

    @Override
    public int restarts() {
        return members.stream().mapToInt(StartedServer::restarts).sum();
    }

    @Override
    public Optional<ImageIdentity> image() {
        return members.get(0).image();
    }

    @Override
    public void close() {
        front.close();
        each(StartedServer::close);
    }

    /** All of them, whatever becomes of one. */
    private void each(Consumer<StartedServer> action) {
        var failures = new ArrayList<RuntimeException>();
        for (StartedServer member : members) {
            try {
                action.accept(member);
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    /**
     * Hands out one server after the other, and leaves out those that have ended as a load balancer does. Thread-safe.
     */
    private static final class RoundRobin implements Supplier<McpEndpoint.Http> {

        private final List<StartedServer> servers;
        private final AtomicInteger turn = new AtomicInteger();

        RoundRobin(List<StartedServer> servers) {
            this.servers = servers;
        }

        @Override
        public McpEndpoint.Http get() {
            StartedServer next = next();
            for (int tried = 1; tried < servers.size() && !next.isAlive(); tried++) {
                next = next();
            }
            return (McpEndpoint.Http) next.endpoint();
        }

        private StartedServer next() {
            return servers.get(Math.floorMod(turn.getAndIncrement(), servers.size()));
        }
    }
}
