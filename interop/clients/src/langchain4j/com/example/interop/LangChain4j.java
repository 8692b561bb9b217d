package com.example.interop;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import java.time.Duration;
import java.util.List;

/** The client of LangChain4j, which turns each tool into a specification for a model. */
final class LangChain4j {

    private LangChain4j() {}

    public static void main(String[] arguments) throws Exception {
        Trial.run(
                arguments[0],
                command -> new Connected(DefaultMcpClient.builder()
                        .transport(StdioMcpTransport.builder().command(command).build())
                        .initializationTimeout(Duration.ofSeconds(30))
                        .toolExecutionTimeout(Duration.ofSeconds(30))
                        .autoHealthCheck(false)
                        .build()));
    }

    private record Connected(McpClient client) implements Trial.Client {
        @Override
        public List<String> tools() {
            return client.listTools().stream()
                    .map(ToolSpecification::name)
                    .map(String::valueOf)
                    .toList();
        }

        @Override
        public void call(String tool) {
            var result = client.executeTool(ToolExecutionRequest.builder()
                    .name(tool)
                    .arguments(Trial.ARGUMENTS)
                    .build());
            if (result.isError()) {
                throw new IllegalStateException(result.resultText());
            }
        }

        @Override
        public void close() throws Exception {
            client.close();
        }
    }
}
