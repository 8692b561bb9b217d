/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.traffic.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A weather server behind a wire, without a test class around it. */
final class WeatherWire implements AutoCloseable {

    private final TestProxies wire = new TestProxies(false);
    private final Runnable ending;
    private final ServerHandle handle;

    private WeatherWire(ServerSpec server, Runnable ending) {
        this.handle = new ServerHandle(server);
        this.ending = ending;
    }

    static WeatherWire http() {
        return http(WeatherOptions.standard());
    }

    /** Of a server that speaks only 2026-07-28. */
    static WeatherWire stateless() {
        return http(WeatherOptions.standard().withEra(ServedEra.MODERN));
    }

    private static WeatherWire http(WeatherOptions options) {
        WeatherServer weather = WeatherServer.http(options);
        return new WeatherWire(
                ServerSpec.endpoint(new McpEndpoint.Http(weather.uri())).build(), weather::close);
    }

    static WeatherWire of(ServerSpec server) {
        return new WeatherWire(server, () -> {});
    }

    McpEndpoint server() {
        return wire.endpoint(handle);
    }

    FaultInjector faults() {
        return wire.faults();
    }

    Traffic traffic() {
        return wire.traffic();
    }

    /** The checks that a client has failed, by name. */
    static Set<String> failed(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.status() == Verdict.Status.FAILED)
                .map(Verdict::check)
                .collect(toCollection(TreeSet::new));
    }

    /** Exactly these checks have failed, each with its message; times are written N. */
    static void assertFailed(List<Verdict> verdicts, Map<String, String> messages) {
        String all = verdicts.stream().map(Verdict::toString).collect(joining("\n\n"));
        assertThat(failed(verdicts)).as(all).isEqualTo(new TreeSet<>(messages.keySet()));
        for (Verdict verdict : verdicts) {
            if (verdict.status() == Verdict.Status.FAILED) {
                assertThat(verdict.message())
                        .startsWith("Failed: " + verdict.check() + ": ")
                        .contains("Timeline:\n      0 ms  caller  connects");
                assertThat(withoutTimes(verdict.message())).contains(withoutTimes(messages.get(verdict.check())));
            }
        }
    }

    static String withoutTimes(String message) {
        return message.replaceAll("[0-9.]+ (m [0-9]+ s|m|ms|s)\\b", "N");
    }

    @Override
    public void close() {
        wire.close();
        handle.close();
        ending.run();
    }
}
