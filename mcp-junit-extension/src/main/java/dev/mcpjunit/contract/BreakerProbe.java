/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import dev.mcpjunit.contract.internal.breaker.Wire;
import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.traffic.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The checks of {@link CircuitBreakerContract}, without JUnit.
 *
 * <pre>{@code
 * try (var probe = BreakerProbe.before(
 *         setup -> BreakerSubject.of(() -> client.forecast("Oslo"), BreakerSettings.opensAfter(3)),
 *         Map.of("weather", new McpEndpoint.Http(uri)))) {
 *     probe.all().requirePassed();
 * }
 * }</pre>
 *
 * <p>Use {@link #of} in a test, with what the test is given. Not thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BreakerProbe implements AutoCloseable {

    private final Function<BreakerSetup, BreakerSubject> breaker;
    private final Wire wire;
    private final List<AutoCloseable> resources;

    private BreakerProbe(Function<BreakerSetup, BreakerSubject> breaker, Wire wire, List<AutoCloseable> resources) {
        this.breaker = breaker;
        this.wire = wire;
        this.resources = resources;
    }

    /**
     * Use the proxies of a test.
     *
     * @param breaker builds a fresh breaker, closed, for each trial
     * @param servers the servers of the test
     * @param faults the test's faults
     * @param traffic the test's traffic
     * @return a probe; never {@code null}
     */
    public static BreakerProbe of(
            Function<BreakerSetup, BreakerSubject> breaker,
            McpEndpoints servers,
            FaultInjector faults,
            Traffic traffic) {
        return new BreakerProbe(breaker, new Wire(servers, faults, traffic), List.of());
    }

    /**
     * Put proxies before running servers.
     *
     * @param breaker builds a fresh breaker, closed, for each trial
     * @param servers the servers by name; with more than one, in an ordered map
     * @return a probe to close after use; never {@code null}
     */
    public static BreakerProbe before(
            Function<BreakerSetup, BreakerSubject> breaker, Map<String, McpEndpoint> servers) {
        var resources = new ArrayList<AutoCloseable>();
        var proxies = new TestProxies(false);
        try {
            Map<String, McpEndpoint> proxied = new LinkedHashMap<>();
            servers.forEach((name, endpoint) -> {
                var handle = new ServerHandle(
                        ServerSpec.endpoint(endpoint).name(name).build());
                resources.add(handle);
                proxied.put(name, proxies.endpoint(handle));
            });
            resources.add(proxies);
            return new BreakerProbe(
                    breaker, new Wire(new McpEndpoints(proxied), proxies.faults(), proxies.traffic()), resources);
        } catch (RuntimeException failure) {
            proxies.close();
            closeAll(resources);
            throw failure;
        }
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in the order of {@link BreakerCheck}; never {@code null}
     */
    public VerdictReport all() {
        return new VerdictReport(
                Stream.of(BreakerCheck.values()).map(this::check).toList());
    }

    /**
     * Make one check. On real time, an inconclusive check is tried again.
     *
     * @param check the check
     * @return the verdict; never {@code null}
     */
    public Verdict check(BreakerCheck check) {
        return CheckRunner.run(check.toString(), () -> new BreakerTrial(wire, breaker), check::judge);
    }

    @Override
    public void close() {
        closeAll(resources);
    }

    private static void closeAll(List<AutoCloseable> resources) {
        for (int i = resources.size() - 1; i >= 0; i--) {
            try {
                resources.get(i).close();
            } catch (Exception failure) {
                throw new IllegalStateException("Could not be closed: " + failure, failure);
            }
        }
    }
}
