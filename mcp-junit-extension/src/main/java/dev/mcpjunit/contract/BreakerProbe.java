/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static java.util.Objects.requireNonNullElse;

import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.BenchWire;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.breaker.check.BreakerJudges;
import dev.mcpjunit.contract.verdict.Verdict;
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
import org.jspecify.annotations.Nullable;

/**
 * The checks of {@link CircuitBreakerContract}, without JUnit.
 *
 * <pre>{@code
 * try (var probe = BreakerProbe.before(Map.of("weather", new McpEndpoint.Http(uri)))) {
 *     System.out.println(probe.probe(setup -> BreakerSubject.of(() -> client.forecast("Oslo"), BreakerSettings.opensAfter(3))));
 * }
 * }</pre>
 *
 * <p>Within a test, {@link #on} uses the wire that the test has anyway. One thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BreakerProbe implements AutoCloseable {

    private static final int TRIALS_ON_REAL_TIME = 3;

    private final BenchWire wire;
    private final List<AutoCloseable> resources;

    private BreakerProbe(BenchWire wire, List<AutoCloseable> resources) {
        this.wire = wire;
        this.resources = resources;
    }

    /**
     * Use the wire of a test.
     *
     * @param servers the servers of the test
     * @param faults what the test injects faults by
     * @param traffic what crosses the wire of the test
     * @return a probe; never {@code null}
     */
    public static BreakerProbe on(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        return new BreakerProbe(new BenchWire(servers, faults, traffic), List.of());
    }

    /**
     * Put proxies before servers that run already.
     *
     * @param servers the servers by name; with more than one, in an ordered map
     * @return a probe that is to be closed; never {@code null}
     */
    public static BreakerProbe before(Map<String, McpEndpoint> servers) {
        var resources = new ArrayList<AutoCloseable>();
        var testWire = new TestProxies(false);
        try {
            Map<String, McpEndpoint> proxied = new LinkedHashMap<>();
            servers.forEach((name, endpoint) -> {
                var handle = new ServerHandle(
                        ServerSpec.endpoint(endpoint).name(name).build());
                resources.add(handle);
                proxied.put(name, testWire.endpoint(handle));
            });
            resources.add(testWire);
            return new BreakerProbe(
                    new BenchWire(new McpEndpoints(proxied), testWire.faults(), testWire.traffic()), resources);
        } catch (RuntimeException failure) {
            testWire.close();
            closeAll(resources);
            throw failure;
        }
    }

    /**
     * Make all checks.
     *
     * @param breaker builds a fresh breaker, closed, for each of them
     * @return what was found; never {@code null}
     */
    public BreakerReport probe(Function<BreakerSetup, BreakerSubject> breaker) {
        return new BreakerReport(Stream.of(BreakerCheck.values())
                .map(check -> check(check, breaker))
                .toList());
    }

    /**
     * Make one check. On real time, up to three times as long as nothing can be seen.
     *
     * @param check what to check
     * @param breaker builds a fresh breaker, closed, for each trial
     * @return what was found; never {@code null}
     */
    public BreakerFinding check(BreakerCheck check, Function<BreakerSetup, BreakerSubject> breaker) {
        @Nullable BreakerFinding finding = null;
        for (int trial = 1; finding == null; trial++) {
            try (var bench = new Bench(wire, breaker)) {
                BreakerFinding found = judge(check, bench);
                // On real time, a busy moment may hide what the next one shows. What was seen is never tried again.
                boolean hidden = found.status() == Verdict.Status.INCONCLUSIVE && !bench.isVirtual();
                finding = hidden && trial < TRIALS_ON_REAL_TIME ? null : found;
            }
        }
        return finding;
    }

    private static BreakerFinding judge(BreakerCheck check, Bench bench) {
        try {
            BreakerJudges.judge(check, bench);
            return new BreakerFinding(check, Verdict.Status.PASSED, "", bench.timeLine());
        } catch (Judgement judgement) {
            String reason = requireNonNullElse(judgement.getMessage(), "");
            return new BreakerFinding(check, judgement.status(), reason, bench.timeLine());
        }
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
