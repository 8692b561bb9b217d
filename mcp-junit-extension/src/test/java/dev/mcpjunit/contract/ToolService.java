/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.host.HttpHost;
import dev.mcpjunit.fixtures.json.Json;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.testkit.EchoService;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A server for the checks of tools: its tools are JSON texts with single quotes, and a function answers the calls. */
class ToolService extends EchoService {

    static final String OBJECT = "{'type':'object'}";
    static final String CITY = "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}";

    /** Answers a call. */
    interface Tools {
        ToolStep call(String tool, Map<String, Object> arguments);
    }

    private final List<Map<String, Object>> definitions;
    private final Tools tools;

    ToolService(Tools tools, String... definitions) {
        this.tools = tools;
        this.definitions = List.of(definitions).stream().map(ToolService::json).toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String text) {
        return (Map<String, Object>) Json.parse(text.replace('\'', '"'));
    }

    /** A tool with further members, such as {@code ,'title':'Get'}. */
    static String tool(String name, String inputSchema, String more) {
        return "{'name':'" + name + "','inputSchema':" + inputSchema + more + "}";
    }

    static String readOnly(String name, String inputSchema) {
        return tool(name, inputSchema, ",'annotations':{'readOnlyHint':true}");
    }

    static String idempotent(String name, String inputSchema) {
        return tool(name, inputSchema, ",'annotations':{'idempotentHint':true}");
    }

    /** A result as JSON text. */
    static ToolStep result(String json) {
        return new ToolStep.Finish(json(json));
    }

    /** Serve this, and ask a probe. */
    <T> T probe(DeclaredTools declared, Function<ToolProbe, T> question) {
        try (HttpHost host = host();
                McpConnection connection = McpConnection.builder(new McpEndpoint.Http(
                                host.uri(), Map.of("Authorization", "Bearer hunter2hunter2hunter2")))
                        .name("tools")
                        .open()) {
            return question.apply(ToolProbe.of(declared, connection));
        }
    }

    @Override
    public List<Map<String, Object>> tools() {
        return definitions;
    }

    @Override
    public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
        return tools.call(tool, arguments);
    }
}
