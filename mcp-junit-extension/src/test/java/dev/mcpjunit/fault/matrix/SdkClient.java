/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.testkit.JavaSdk;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The synchronous client of the MCP Java SDK. */
final class SdkClient implements MatrixClient {

    private static final Pattern STATUS = Pattern.compile("[Ss]tatus code: ?(\\d{3})");
    private static final String SESSION = "MCP session with server terminated";

    private final McpSyncClient client;
    private final Queue<String> heard;
    private final AtomicLong errorLines;

    private SdkClient(McpSyncClient client, Queue<String> heard, AtomicLong errorLines) {
        this.client = client;
        this.heard = heard;
        this.errorLines = errorLines;
    }

    static final class SdkKind implements Kind {
        @Override
        public String name() {
            return JavaSdk.NAME;
        }

        @Override
        public MatrixClient connect(McpEndpoint endpoint, Duration startup, Duration requestTimeout)
                throws RefusedException {
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            var errorLines = new AtomicLong();
            McpSyncClient client = McpClient.sync(transport(endpoint, errorLines))
                    .requestTimeout(requestTimeout)
                    .initializationTimeout(startup)
                    .progressConsumer(report -> heard.add("progress " + report.progress()))
                    .toolsChangeConsumer(tools -> heard.add("notifications/tools/list_changed"))
                    .build();
            try {
                client.initialize();
                return new SdkClient(client, heard, errorLines);
            } catch (RuntimeException failure) {
                client.close();
                throw new RefusedException(TableWords.ofRefusal(wholeMessage(failure), words(failure)), failure);
            }
        }

        private static McpClientTransport transport(McpEndpoint endpoint, AtomicLong errorLines) {
            if (endpoint instanceof McpEndpoint.Http http) {
                URI uri = http.uri();
                return HttpClientStreamableHttpTransport.builder(
                                uri.resolve("/").toString())
                        .endpoint(uri.getPath())
                        .build();
            }
            var stdio = (McpEndpoint.Stdio) endpoint;
            var transport = new StdioClientTransport(
                    ServerParameters.builder(stdio.program())
                            .args(stdio.arguments())
                            .env(stdio.environment())
                            .build(),
                    McpJsonDefaults.getMapper());
            transport.setStdErrorHandler(line -> errorLines.addAndGet(line.length()));
            return transport;
        }
    }

    @Override
    public String call(String tool, Map<String, Object> arguments, boolean progress) {
        return tell(() -> {
            var request = CallToolRequest.builder(tool).arguments(arguments);
            if (progress) {
                request = request.meta(Map.of("progressToken", "matrix"));
            }
            var result = client.callTool(request.build());
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
            var tools = client.listTools().tools();
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
            String message = String.valueOf(each.getMessage());
            Matcher status = STATUS.matcher(message);
            if (each instanceof McpError error && error.getJsonRpcError() != null) {
                return "error " + error.getJsonRpcError().code();
            } else if (each instanceof TimeoutException) {
                return TableWords.TIMES_OUT;
            } else if (each instanceof McpHttpClientTransportAuthorizationException refused) {
                return "HTTP " + refused.getResponseInfo().statusCode();
            } else if (message.startsWith(SESSION)) {
                return "session terminated";
            } else if (status.find()) {
                return "HTTP " + status.group(1);
            }
            // What Jackson says of a text may stand in an exception of input and output.
            if (each.getClass().getName().contains("jackson")) {
                return TableWords.INVALID;
            }
            connection |= each instanceof IOException;
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

    /** It hands notifications over by several threads. */
    @Override
    public boolean keepsOrder() {
        return false;
    }

    @Override
    public List<String> noticed() {
        return errorLines.get() >= TableWords.FLOOD ? List.of(TableWords.READS_FLOOD) : List.of();
    }

    @Override
    public void close() {
        client.close();
    }
}
