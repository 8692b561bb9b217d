/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.host.LineTransport;
import dev.mcpjunit.fixtures.host.StdioHost;
import dev.mcpjunit.fixtures.host.StreamLines;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.fixtures.weather.WeatherService;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weather server on standard input and output that writes its own count of executed calls into a file before each
 * answer, so that the count is known however the server ends.
 */
public final class JournaledWeather {

    private static final CallContext SILENT = new CallContext() {
        @Override
        public boolean canAskUser() {
            return false;
        }

        @Override
        public void progress(int done, int total, String message) {
            // No client listens: this only counts.
        }
    };

    private JournaledWeather() {}

    /** The command that runs it. */
    static List<String> command(Path journal, ServedEra era) {
        var command = new ArrayList<>(FixtureCommand.command(
                WeatherServer.class, journal.toAbsolutePath().toString(), era.name()));
        int classPath = command.indexOf("-cp") + 1;
        String ours = Path.of(JournaledWeather.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        command.set(classPath, command.get(classPath) + File.pathSeparator + ours);
        command.set(classPath + 1, JournaledWeather.class.getName());
        return command;
    }

    /**
     * Run until standard input ends.
     *
     * @param arguments the file, and the era that is spoken
     */
    public static void main(String[] arguments) {
        Path journal = Path.of(arguments[0]);
        var service = new WeatherService(WeatherOptions.standard());
        LineTransport client = StreamLines.ofProcess();
        StdioHost.serve(service, ServedEra.valueOf(arguments[1]), new LineTransport() {
            @Override
            public @Nullable String read() throws IOException {
                return client.read();
            }

            @Override
            public synchronized void write(Object message) throws IOException {
                var count = (ToolStep.Finish) service.call("count-calls", Map.of(), SILENT);
                Files.writeString(journal, String.valueOf(count.result().get("structuredContent")));
                client.write(message);
            }
        });
    }
}
