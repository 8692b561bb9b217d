/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.protocol.TaskFlaw;
import dev.mcpjunit.fixtures.reports.ReportServer;
import dev.mcpjunit.server.McpServerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The server of reports, whose calls may be tasks, over both transports and in both eras. */
public enum ReportServers {
    HTTP_LEGACY("legacy"),
    HTTP_MODERN("modern"),
    STDIO_LEGACY("legacy"),
    STDIO_MODERN("modern");

    private final String era;

    ReportServers(String era) {
        this.era = era;
    }

    /** In this JVM, in both eras. */
    public static final class InProcess implements McpServerFactory {
        @Override
        public Started start() {
            ReportServer server = ReportServer.http(TaskFlaw.NONE);
            return new Started(server.uri(), server);
        }
    }

    public boolean isModern() {
        return era.equals("modern");
    }

    /** A server that runs until it is closed; each connection on standard input and output has its own. */
    public record Running(McpEndpoint endpoint, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    public Running start(TaskFlaw flaw) {
        if (name().startsWith("HTTP")) {
            ReportServer server = ReportServer.http(flaw);
            return new Running(
                    new McpEndpoint.Http(server.uri(), Map.of("Authorization", "Bearer one")), server::close);
        }
        List<String> command = FixtureCommand.command(
                ReportServer.class, era, flaw.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new Running(new McpEndpoint.Stdio(command, Map.of(), Path.of("")), () -> {});
    }

    /** A client with these capabilities. */
    public McpConnectionBuilder client(Running server, String... capabilities) {
        return McpConnection.builder(server.endpoint())
                .name("reports")
                .protocol(era.toUpperCase(Locale.ROOT))
                .client(ClientProfile.declaring(List.of(capabilities)))
                .requestTimeout(Duration.ofSeconds(20));
    }
}
