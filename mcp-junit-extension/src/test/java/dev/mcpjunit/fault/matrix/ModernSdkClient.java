/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.testkit.JavaSdk;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpResponseLostException;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.McpTimeoutException;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpClientTransport;
import io.modelcontextprotocol.modern.client.transport.McpHttpStatusException;
import io.modelcontextprotocol.modern.client.transport.StdioMcpClientTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The synchronous client that the MCP Java SDK calls modern. */
final class ModernSdkClient implements MatrixClient {

    private final McpSyncClient client;
    private final Runnable end;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final AtomicLong errorLines;

    private ModernSdkClient(McpSyncClient client, Runnable end, AtomicLong errorLines) {
        this.client = client;
        this.end = end;
        this.errorLines = errorLines;
    }

    static final class ModernKind implements Kind {
        @Override
        public String name() {
            return JavaSdk.MODERN;
        }

        @Override
        public ServedEra era() {
            return ServedEra.MODERN;
        }

        @Override
        public MatrixClient connect(McpEndpoint endpoint, Duration startup, Duration requestTimeout)
                throws RefusedException {
            var errorLines = new AtomicLong();
            Optional<StdioMcpClientTransport> process = endpoint instanceof McpEndpoint.Stdio stdio
                    ? Optional.of(StdioMcpClientTransport.builder(ServerParameters.builder(stdio.program())
                                    .args(stdio.arguments())
                                    .env(stdio.environment())
                                    .build())
                            .stderrConsumer(line -> errorLines.addAndGet(line.length()))
                            .start())
                    : Optional.empty();
            Runnable end = () -> process.ifPresent(StdioMcpClientTransport::close);
            McpClientTransport transport = process.<McpClientTransport>map(started -> started)
                    .orElseGet(() -> HttpClientMcpTransport.builder(((McpEndpoint.Http) endpoint).uri())
                            .build());
            try {
                // Nothing else opens a connection, and the first answer of a process may take longer than the others.
                McpClient.sync(transport)
                        .roundTimeout(startup)
                        .callTimeout(startup)
                        .build()
                        .discover();
                McpSyncClient client = McpClient.sync(transport)
                        .roundTimeout(requestTimeout)
                        .callTimeout(requestTimeout)
                        .build();
                return new ModernSdkClient(client, end, errorLines);
            } catch (RuntimeException failure) {
                end.run();
                throw new RefusedException(TableWords.ofRefusal(wholeMessage(failure), words(failure)), failure);
            }
        }
    }

    @Override
    public String call(String tool, Map<String, Object> arguments, boolean progress) {
        return tell(() -> {
            var call = client.tool(tool).arguments(arguments);
            if (progress) {
                call = call.progress(report -> heard.add("progress " + report.progress()));
            }
            var result = call.call();
            int length = result.content() == null
                    ? 0
                    : result.content().stream()
                            .mapToInt(each -> each instanceof TextContent text
                                    ? text.text().length()
                                    : 0)
                            .sum();
            return TableWords.ofResult(Boolean.TRUE.equals(result.isError()), length);
        });
    }

    @Override
    public String list() {
        return tell(() -> {
            var tools = client.listTools().skipCache().list().tools();
            return TableWords.ofTools(
                    tools.size(),
                    tools.stream()
                            .filter(tool -> tool.name().equals("get-forecast"))
                            .findFirst()
                            .map(Object::toString));
        });
    }

    private static String tell(Supplier<String> deed) {
        try {
            return deed.get();
        } catch (RuntimeException failure) {
            return words(failure);
        }
    }

    private static String words(Throwable failure) {
        boolean connection = false;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof McpException error) {
                return "error " + error.error().code();
            } else if (each instanceof McpTimeoutException || each instanceof TimeoutException) {
                return TableWords.TIMES_OUT;
            } else if (each instanceof McpHttpStatusException refused) {
                return "HTTP " + refused.statusCode();
            } else if (each instanceof IllegalStateException && "The transport is closed".equals(each.getMessage())) {
                return TableWords.CLOSED;
            } else if (each.getClass().getName().contains("jackson")) {
                return TableWords.INVALID;
            }
            connection |= each instanceof IOException || each instanceof McpResponseLostException;
        }
        return connection ? TableWords.CONNECTION : TableWords.INVALID;
    }

    private static String wholeMessage(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public List<String> noticed() {
        return errorLines.get() >= TableWords.FLOOD ? List.of(TableWords.READS_FLOOD) : List.of();
    }

    @Override
    public void close() {
        end.run();
    }
}
