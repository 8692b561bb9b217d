/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.fixtures.host.HttpHost;
import dev.mcpjunit.fixtures.json.Json;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.McpService;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.server.McpServerFactory.Started;
import java.util.List;
import java.util.Map;

/** A server of the handshake era with one tool that echoes; a test overrides what it needs. */
public class EchoService implements McpService {

    /** Serve this in this JVM, on HTTP. */
    public HttpHost host() {
        return HttpHost.start(this, ServedEra.LEGACY, "127.0.0.1", 0);
    }

    /** Serve this in this JVM, as a server under test. */
    public Started started() {
        HttpHost host = host();
        return new Started(host.uri(), host);
    }

    @Override
    public Map<String, Object> serverInfo() {
        return Json.object("name", "echo", "version", "1.0.0");
    }

    @Override
    public String instructions() {
        return "Echoes.";
    }

    @Override
    public List<Map<String, Object>> tools() {
        return List.of(tool("echo", "message"));
    }

    /** A tool whose arguments are required texts. */
    public static Map<String, Object> tool(String name, String... arguments) {
        Map<String, Object> properties = Json.object();
        for (String argument : arguments) {
            properties.put(argument, Json.object("type", "string"));
        }
        return Json.object(
                "name",
                name,
                "description",
                "Does " + name + ".",
                "inputSchema",
                Json.object("type", "object", "properties", properties, "required", List.of(arguments)));
    }

    @Override
    public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
        return finish(String.valueOf(arguments.get("message")));
    }

    /** A result with a text. */
    public static ToolStep finish(String text) {
        return new ToolStep.Finish(content(text));
    }

    /** A result with a text that reports an error. */
    public static ToolStep fail(String text) {
        Map<String, Object> result = content(text);
        result.put("isError", true);
        return new ToolStep.Finish(result);
    }

    private static Map<String, Object> content(String text) {
        return Json.object("content", List.of(Json.object("type", "text", "text", text)));
    }
}
