/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fixtures.json.Json;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.McpService;
import dev.mcpjunit.fixtures.protocol.RpcException;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tools and resources that the conformance suite uses by name; {@code catalog.json} defines them. */
final class ConformanceService implements McpService {

    private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

    private final Map<String, Object> catalog = catalog();
    private final ConformanceTools tools =
            new ConformanceTools(Objects.requireNonNull(Json.asObject(catalog.get("forms"))));

    private static Map<String, Object> catalog() {
        try (InputStream json = Objects.requireNonNull(ConformanceService.class.getResourceAsStream("catalog.json"))) {
            return Json.parseObject(new String(json.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<Map<String, Object>> entries(String kind) {
        var entries = new ArrayList<Map<String, Object>>();
        ((List<?>) Objects.requireNonNull(catalog.get(kind)))
                .forEach(entry -> entries.add(Objects.requireNonNull(Json.asObject(entry))));
        return entries;
    }

    @Override
    public Map<String, Object> serverInfo() {
        return Json.object("name", "conformance", "version", "1");
    }

    @Override
    public String instructions() {
        return "For the conformance suite.";
    }

    @Override
    public int pageSize() {
        return 0;
    }

    @Override
    public List<Map<String, Object>> tools() {
        return entries("tools");
    }

    @Override
    public List<Map<String, Object>> prompts() {
        return entries("prompts");
    }

    @Override
    public List<Map<String, Object>> resources() {
        return entries("resources");
    }

    @Override
    public List<Map<String, Object>> resourceTemplates() {
        return entries("resourceTemplates");
    }

    @Override
    public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
        return tools.call(tool, arguments, context);
    }

    @Override
    public Map<String, Object> prompt(String prompt, Map<String, Object> arguments) {
        return switch (prompt) {
            case "test_simple_prompt" -> prompt(List.of(Contents.text("This is a simple prompt for testing.")));
            case "test_prompt_with_arguments" ->
                prompt(List.of(Contents.text("Prompt with arguments: arg1='" + arguments.get("arg1") + "', arg2='"
                        + arguments.get("arg2") + "'")));
            case "test_prompt_with_embedded_resource" ->
                prompt(List.of(
                        Contents.resource(
                                String.valueOf(arguments.get("resourceUri")),
                                "text/plain",
                                "Embedded resource content for testing."),
                        Contents.text("Please process the embedded resource above.")));
            case "test_prompt_with_image" ->
                prompt(List.of(Contents.image(), Contents.text("Please analyze the image above.")));
            default -> throw RpcException.invalidParams("Unknown prompt: " + prompt);
        };
    }

    private static Map<String, Object> prompt(List<Map<String, Object>> contents) {
        return Json.object(
                "messages",
                contents.stream()
                        .map(content -> Json.object("role", "user", "content", content))
                        .toList());
    }

    @Override
    public Map<String, Object> resource(String uri) {
        if (uri.equals("test://static-text")) {
            return contents(Json.object(
                    "uri", uri, "mimeType", "text/plain", "text", "This is the content of the static text resource."));
        }
        if (uri.equals("test://static-binary")) {
            return contents(Json.object("uri", uri, "mimeType", "image/png", "blob", Contents.PIXEL));
        }
        Matcher data = TEMPLATE.matcher(uri);
        if (data.matches()) {
            String id = data.group(1);
            String text = Json.print(Json.object("id", id, "templateTest", true, "data", "Data for ID: " + id));
            return contents(Json.object("uri", uri, "mimeType", "application/json", "text", text));
        }
        throw RpcException.resourceNotFound(uri);
    }

    private static Map<String, Object> contents(Map<String, Object> content) {
        return Json.object("contents", List.of(content));
    }

    @Override
    public List<String> complete(Map<String, Object> reference, String argument, String begun) {
        return List.of();
    }
}
