package com.example.interop;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The synchronous client of the MCP Java SDK; with "validating", it checks results by the schemas that it has listed. */
final class JavaSdk {

    private JavaSdk() {}

    public static void main(String[] arguments) throws Exception {
        var validating = arguments.length > 1 && arguments[1].equals("validating");
        Trial.run(arguments[0], command -> {
            var server = ServerParameters.builder(command.get(0))
                    .args(command.subList(1, command.size()))
                    .build();
            var client = McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
                    .requestTimeout(Duration.ofSeconds(30))
                    .initializationTimeout(Duration.ofSeconds(30))
                    .enableCallToolSchemaCaching(validating)
                    .build();
            client.initialize();
            return new Connected(client);
        });
    }

    private record Connected(McpSyncClient client) implements Trial.Client {
        @Override
        public List<String> tools() {
            return client.listTools().tools().stream()
                    .map(Tool::name)
                    .map(String::valueOf)
                    .toList();
        }

        @Override
        public void call(String tool) {
            var result = client.callTool(new CallToolRequest(tool, Map.of("city", "Oslo")));
            if (Boolean.TRUE.equals(result.isError())) {
                throw new IllegalStateException(String.valueOf(result.content()));
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
