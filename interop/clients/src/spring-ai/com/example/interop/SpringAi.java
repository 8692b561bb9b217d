package com.example.interop;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.mcp.SyncMcpToolCallback;
import org.springframework.ai.mcp.SyncMcpToolCallbackProvider;

/** The tool callbacks of Spring AI, with the definitions that it hands to a model. */
final class SpringAi {

    private SpringAi() {}

    public static void main(String[] arguments) throws Exception {
        Trial.run(arguments[0], command -> {
            var server = ServerParameters.builder(command.get(0))
                    .args(command.subList(1, command.size()))
                    .build();
            var client = McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
                    .requestTimeout(Duration.ofSeconds(30))
                    .initializationTimeout(Duration.ofSeconds(30))
                    .build();
            client.initialize();
            return new Connected(client, new LinkedHashMap<>());
        });
    }

    private record Connected(McpSyncClient client, Map<String, SyncMcpToolCallback> callbacks) implements Trial.Client {
        @Override
        public List<String> tools() {
            for (var callback : new SyncMcpToolCallbackProvider(client).getToolCallbacks()) {
                var tool = (SyncMcpToolCallback) callback;
                // A model is given all definitions together: one that cannot be made takes the others with it.
                tool.getToolDefinition().inputSchema();
                callbacks.put(tool.getOriginalToolName(), tool);
            }
            return List.copyOf(callbacks.keySet());
        }

        @Override
        public void call(String tool) {
            callbacks.get(tool).call(Trial.ARGUMENTS);
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
