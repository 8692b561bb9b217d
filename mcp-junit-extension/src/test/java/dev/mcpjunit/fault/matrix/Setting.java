/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.fault.internal.http.HttpFaultProxy;
import dev.mcpjunit.fault.internal.http.HttpProxyConfig;
import dev.mcpjunit.fault.internal.stdio.StdioBridge;
import dev.mcpjunit.fault.internal.stdio.StdioBridgeConfig;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server behind a proxy, for one scenario. */
abstract class Setting implements AutoCloseable {

    final FaultPlan plan = new FaultPlan();
    final TrafficRecorder recorder = new TrafficRecorder();
    final Traffic traffic = recorder.traffic();
    final FaultInjector faults = new PlannedFaults(plan, recorder);

    static Setting of(Fault.Needs transport, ServedEra era) {
        return transport == Fault.Needs.HTTP ? new OverHttp(era) : new OverStdio(era);
    }

    /** Where the client connects. */
    abstract McpEndpoint endpoint();

    /** How often the server has executed a tool, by its own count. */
    abstract int executed(String tool);

    @Override
    public abstract void close();

    private static final class OverHttp extends Setting {

        private final ServedEra era;
        private volatile WeatherServer server;
        private final HttpFaultProxy proxy;

        OverHttp(ServedEra era) {
            this.era = era;
            this.server = start();
            this.proxy = HttpFaultProxy.start(new HttpProxyConfig(
                    "weather", () -> new McpEndpoint.Http(server.uri()), plan, recorder, this::act));
        }

        private WeatherServer start() {
            return WeatherServer.http(WeatherOptions.standard().withEra(era));
        }

        private void act(ServerAct act) {
            server.close();
            if (act == ServerAct.RESTART) {
                server = start();
            }
        }

        @Override
        McpEndpoint endpoint() {
            return proxy.endpoint();
        }

        @Override
        int executed(String tool) {
            return server.executedCalls().getOrDefault(tool, 0);
        }

        @Override
        public void close() {
            plan.clear();
            proxy.close();
            server.close();
        }
    }

    private static final class OverStdio extends Setting {

        private final Path journal = temporaryFile();
        private final StdioServer server;
        private final StdioBridge bridge;

        OverStdio(ServedEra era) {
            var direct = new McpEndpoint.Stdio(JournaledWeather.command(journal, era), Map.of(), Path.of(""));
            server = new StdioServer("weather", direct);
            bridge = StdioBridge.start(
                    new StdioBridgeConfig("weather", direct, plan, recorder, this::act, server::start));
        }

        private static Path temporaryFile() {
            try {
                return Files.createTempFile("journal", ".txt");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private void act(ServerAct act) {
            if (act == ServerAct.KILL) {
                server.kill();
            } else {
                server.pause();
            }
        }

        @Override
        McpEndpoint endpoint() {
            return bridge.endpoint();
        }

        @Override
        int executed(String tool) {
            try {
                Matcher count = Pattern.compile(tool + "=(\\d+)").matcher(Files.readString(journal));
                return count.find() ? Integer.parseInt(count.group(1)) : 0;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            plan.clear();
            server.resume();
            bridge.close();
            server.close();
            try {
                Files.deleteIfExists(journal);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
