/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our own connection. */
final class OwnClient implements MatrixClient {

    private static final Pattern STATUS = Pattern.compile("HTTP (\\d{3})");

    private final McpConnection connection;
    private final McpEndpoint endpoint;
    private final Queue<String> progress = new ConcurrentLinkedQueue<>();

    private OwnClient(McpConnection connection, McpEndpoint endpoint) {
        this.connection = connection;
        this.endpoint = endpoint;
    }

    static final class OwnKind implements Kind {
        @Override
        public String name() {
            return "`McpConnection`";
        }

        @Override
        public MatrixClient connect(McpEndpoint endpoint, Duration startup, Duration requestTimeout)
                throws RefusedException {
            var builder = McpConnection.builder(endpoint)
                    .name("weather")
                    .protocol("LEGACY")
                    .requestTimeout(requestTimeout)
                    .openTimeout(startup);
            try {
                return new OwnClient(
                        endpoint instanceof McpEndpoint.Http
                                ? builder.transport(Transport.STREAMABLE_HTTP).open()
                                : builder.open(),
                        endpoint);
            } catch (McpException failure) {
                throw new RefusedException(TableWords.ofRefusal(failure.getMessage(), words(failure)), failure);
            }
        }
    }

    @Override
    public String call(String tool, Map<String, Object> arguments, boolean withProgress) {
        return tell(() -> {
            ToolResult result = withProgress
                    ? connection.callTool(tool, arguments, each -> progress.add("progress " + each.progress()))
                    : connection.callTool(tool, arguments);
            return result.raw()
                            .string("resultType")
                            .filter("input_required"::equals)
                            .isPresent()
                    ? TableWords.INPUT
                    : TableWords.ofResult(result.isError(), result.text().length());
        });
    }

    @Override
    public String list() {
        return tell(() -> {
            List<Tool> tools = connection.listTools();
            return TableWords.ofTools(
                    tools.size(),
                    tools.stream()
                            .filter(tool -> tool.name().equals("get-forecast"))
                            .findFirst()
                            .map(tool -> tool.raw().toString()));
        });
    }

    private static String tell(Supplier<String> deed) {
        try {
            return deed.get();
        } catch (McpException failure) {
            return words(failure);
        }
    }

    private static String words(McpException failure) {
        Matcher status = STATUS.matcher(failure.getMessage());
        if (failure instanceof McpTimeoutException) {
            return TableWords.TIMES_OUT;
        } else if (failure instanceof McpErrorException error) {
            return "error " + error.code();
        } else if (failure instanceof ServerDiedException) {
            return failure.getMessage().contains("while it still runs") ? TableWords.CLOSED : "server died";
        } else if (status.find() && !status.group(1).equals("200")) {
            return status.group();
        }
        return failure instanceof ServerUnreachableException ? TableWords.CONNECTION : TableWords.INVALID;
    }

    @Override
    public List<String> heard() {
        var all = new ArrayList<>(progress);
        connection.notifications().forEach(each -> each.string("method")
                .filter(method -> !method.equals("notifications/progress"))
                .ifPresent(all::add));
        return all;
    }

    /** On one stream for all, what follows an answer races with the caller, who stops to listen. */
    @Override
    public boolean mayHearLateProgress() {
        return endpoint instanceof McpEndpoint.Stdio;
    }

    @Override
    public List<String> noticed() {
        return connection.findings().isEmpty() ? List.of() : List.of(TableWords.REPORTS);
    }

    @Override
    public void close() {
        connection.close();
    }
}
