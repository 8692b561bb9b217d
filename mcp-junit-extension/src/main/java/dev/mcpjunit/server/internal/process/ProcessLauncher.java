/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.authorization.internal.TokenHeaders;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.Ports;
import dev.mcpjunit.server.internal.StartedServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Runs commands. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProcessLauncher implements Launcher {

    private final ServerSource.Command source;
    private final Runnable afterStop;

    /** Make a launcher. */
    public ProcessLauncher(ServerSource.Command source) {
        this(source, () -> {});
    }

    /**
     * Make a launcher.
     *
     * @param afterStop what is left to do when the server has been stopped
     */
    public ProcessLauncher(ServerSource.Command source, Runnable afterStop) {
        this.source = source;
        this.afterStop = afterStop;
    }

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        var words = new ArrayList<>(source.words());
        words.addAll(spec.args());
        boolean http = spec.transport().isHttp();
        // A command that names its transport may also name its port; another server would wait for one in vain.
        boolean commandTransport = Stream.concat(words.stream(), spec.env().values().stream())
                .anyMatch(text -> text.contains(Transport.PLACEHOLDER));
        if (http) {
            spec.port().ifPresent(port -> rejectTaken(spec.name(), port));
        }
        int port = spec.port().orElseGet(() -> http || commandTransport ? Ports.free() : 0);
        UnaryOperator<String> tell = text -> http || commandTransport ? tell(text, port, spec.transport()) : text;
        List<String> command = words.stream().map(tell).toList();
        Map<String, String> environment = new LinkedHashMap<>(spec.env());
        environment.replaceAll((variable, value) -> tell.apply(value));
        if (!http) {
            return new StdioServer(
                    spec.name(),
                    new McpEndpoint.Stdio(command, environment, source.directory()),
                    Optional.empty(),
                    afterStop);
        }
        URI address = URI.create("http://localhost:" + port + spec.path());
        return new HttpProcessServer(
                spec.name(),
                new McpEndpoint.Stdio(command, environment, source.directory()),
                new TokenHeaders(spec.headers()).at(address),
                afterStop);
    }

    /** Whoever listens there already would be tested instead. */
    private static void rejectTaken(String server, int port) {
        if (!Ports.isFree(port)) {
            throw new ServerStartException(
                    "Server '" + server + "' is to listen at port " + port
                            + ", but something else listens there already."
                            + " Stop that, or leave out 'port' and tell the server ${mcp.port}.",
                    null);
        }
    }

    private static String tell(String text, int port, Transport transport) {
        return text.replace(Ports.PLACEHOLDER, Integer.toString(port)).replace(Transport.PLACEHOLDER, transport.word());
    }
}
