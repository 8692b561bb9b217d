/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpjunit.contract.internal.server.message.Addresses;
import dev.mcpjunit.contract.internal.server.message.MessageShapes;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own schemas of messages agree with the published ones, which are not part of this project. */
class MessageShapesTests {

    /** A good message, what it is an example of, and what the published schemas call that. */
    private static final String MESSAGES = """
            2025-11-25 | initialize | InitializeResult | {"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"logging":{}},"serverInfo":{"name":"w","version":"1"},"instructions":"i"}
            2025-11-25 | tools/list | ListToolsResult | {"tools":[{"name":"a","title":"A","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true},"icons":[{"src":"https://example.com/a.png","sizes":["48x48"]}]}],"nextCursor":"n"}
            2025-11-25 | prompts/list | ListPromptsResult | {"prompts":[{"name":"a","arguments":[{"name":"b","required":true}]}]}
            2025-11-25 | resources/list | ListResourcesResult | {"resources":[{"name":"a","uri":"file:///a","mimeType":"text/plain","size":3,"annotations":{"audience":["user"],"priority":0.5}}]}
            2025-11-25 | resources/templates/list | ListResourceTemplatesResult | {"resourceTemplates":[{"name":"a","uriTemplate":"file:///{a}"}]}
            2025-11-25 | resources/read | ReadResourceResult | {"contents":[{"uri":"file:///a","text":"a"}]}
            2025-11-25 | prompts/get | GetPromptResult | {"messages":[{"role":"user","content":{"type":"text","text":"a"}}],"description":"d"}
            2025-11-25 | tools/call | CallToolResult | {"content":[{"type":"text","text":"a"},{"type":"resource","resource":{"uri":"file:///a","text":"a"}},{"type":"resource_link","uri":"file:///a","name":"a"}],"structuredContent":{"a":1},"isError":false}
            2025-11-25 | completion/complete | CompleteResult | {"completion":{"values":["a"],"total":1,"hasMore":false}}
            2025-11-25 | notifications/message | LoggingMessageNotificationParams | {"level":"info","data":"a","logger":"l"}
            2025-11-25 | notifications/progress | ProgressNotificationParams | {"progressToken":"t","progress":1,"total":2,"message":"m"}
            2025-11-25 | notifications/cancelled | CancelledNotificationParams | {"requestId":1,"reason":"r"}
            2025-11-25 | notifications/resources/updated | ResourceUpdatedNotificationParams | {"uri":"file:///a"}
            2025-11-25 | elicitation/create | ElicitRequestFormParams | {"message":"m","mode":"form","requestedSchema":{"type":"object","properties":{}}}
            2025-11-25 | sampling/createMessage | CreateMessageRequestParams | {"messages":[{"role":"user","content":{"type":"text","text":"a"}}],"maxTokens":5,"systemPrompt":"s"}
            2026-07-28 | server/discover | DiscoverResult | {"supportedVersions":["2026-07-28"],"capabilities":{"resources":{"subscribe":true}}}
            2026-07-28 | tools/call | CallToolResult | {"content":[{"type":"text","text":"a"}],"structuredContent":[1]}
            2026-07-28 | resources/read | ReadResourceResult | {"contents":[{"uri":"file:///a","text":"a"}]}
            2026-07-28 | prompts/list | ListPromptsResult | {"prompts":[{"name":"a"}],"nextCursor":"n"}
            2026-07-28 | notifications/subscriptions/acknowledged | SubscriptionsAcknowledgedNotificationParams | {"notifications":{"toolsListChanged":true,"resourceSubscriptions":["a"]}}
            """;

    private static final List<JsonValue> OTHERS =
            ((JsonArray) Json.parse("[null,7,0.5,true,\"text\",[],{},[7],{\"a\":7}]")).items();

    /** What every result of a revision has, and what other checks are about. */
    private static final Map<String, String> COMMON = Map.of(
            "2025-11-25", "{}", "2026-07-28", "{\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"public\"}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = MESSAGES)
    void good_messages_are_good_and_none_is_without_a_constraint(
            String revision, String method, String name, String json) {
        JsonObject good = with(revision, method, json);

        assertThat(problems(method, good)).isEmpty();
        assertThat(mutants(good))
                .anyMatch(mutant -> !problems(method, (JsonObject) mutant).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = MESSAGES)
    void changed_messages_are_judged_as_by_the_published_schema(
            String revision, String method, String name, String json) throws IOException {
        String folder = System.getProperty("mcp.schemas", "");
        assumeTrue(!folder.isEmpty(), "The published schemas are not part of this project; give them by -Dmcp.schemas");
        var published = (JsonObject) Json.parse(Files.readString(Path.of(folder, "mcp-" + revision + ".schema.json")));
        JsonSchema schema = JsonSchema.of(JsonObject.builder()
                .put("$defs", published.get("$defs"))
                .put("$ref", "#/$defs/" + name)
                .build());
        JsonObject good = with(revision, method, json);

        assertThat(schema.validate(good)).isEmpty();
        for (JsonValue mutant : mutants(good)) {
            assertThat(problems(method, (JsonObject) mutant).isEmpty())
                    .as(() -> mutant + ": " + problems(method, (JsonObject) mutant) + ", published: "
                            + schema.validate(mutant))
                    .isEqualTo(schema.validate(mutant).isEmpty());
        }
    }

    private static JsonObject with(String revision, String method, String json) {
        var message = ((JsonObject) Json.parse(json)).toBuilder();
        if (!method.startsWith("notifications/")) {
            ((JsonObject) Json.parse(COMMON.get(revision))).members().forEach(message::put);
        }
        return message.build();
    }

    private static List<String> problems(String method, JsonObject value) {
        boolean isResult = !method.startsWith("notifications/")
                && !method.endsWith("/create")
                && !method.equals("sampling/createMessage");
        return isResult
                ? MessageShapes.ofResult(method, value)
                : MessageShapes.ofMessage(JsonObject.builder()
                        .put("method", method)
                        .put("params", value)
                        .build());
    }

    /** The value with one member or item left out or replaced, at every depth. */
    private static List<JsonValue> mutants(JsonValue value) {
        var mutants = new ArrayList<JsonValue>();
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                // Other checks are about these.
                if (COMMON.values().stream().noneMatch(common -> common.contains("\"" + name + "\""))) {
                    mutants.add(object.toBuilder().remove(name).build());
                    OTHERS.forEach(other ->
                            mutants.add(object.toBuilder().put(name, other).build()));
                    mutants(member)
                            .forEach(mutant -> mutants.add(
                                    object.toBuilder().put(name, mutant).build()));
                }
            });
        } else if (value instanceof JsonArray array) {
            OTHERS.forEach(other -> mutants.add(JsonValue.of(List.of(other))));
            array.items().forEach(item -> mutants(item).forEach(mutant -> mutants.add(JsonValue.of(List.of(mutant)))));
        }
        return mutants;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"role":"assistant","content":[{"type":"tool_use","id":"1","name":"a","input":{}}]},{"role":"user","content":[{"type":"tool_result","toolUseId":"1","content":[]}]}] |
            [{"role":"assistant","content":{"type":"tool_use","id":"1","name":"a","input":{}}},{"role":"user","content":{"type":"tool_result","toolUseId":"2","content":[]}}] | /1: no result for tool use '1'
            [{"role":"assistant","content":{"type":"tool_use","id":"1","name":"a","input":{}}}] | /1: no result for tool use '1'
            [{"role":"user","content":[{"type":"tool_result","toolUseId":"1","content":[]},{"type":"text","text":"a"}]}] | /0: tool results are mixed with other content
            """)
    void each_tool_use_in_a_request_for_sampling_has_its_result(String messages, String problem) {
        String request =
                "{\"method\":\"sampling/createMessage\",\"params\":{\"maxTokens\":5,\"messages\":" + messages + "}}";
        var asking = (JsonObject)
                Json.parse("{\"resultType\":\"input_required\",\"inputRequests\":{\"a\":" + request + "}}");

        List<String> problems = MessageShapes.ofResult("tools/call", asking);

        assertThat(problems)
                .isEqualTo(problem == null ? List.of() : List.of("/inputRequests/a/params/messages" + problem));
    }

    @ParameterizedTest
    @CsvSource({"a, true", "%20, true", "%2, false", "ø, false"})
    void a_long_uri_is_read_to_its_end(String end, boolean isGood) {
        assertThat(Addresses.isUri("data:" + "a%20".repeat(50_000) + end)).isEqualTo(isGood);
    }

    @ParameterizedTest
    @CsvSource({"https://example.com/a?b=%20c, true", "https://example.com/a b, false", "a/b, false"})
    void a_url_to_open_is_one(String url, boolean isGood) {
        String params = "{\"mode\":\"url\",\"message\":\"m\",\"elicitationId\":\"1\",\"url\":\"" + url + "\"}";
        var asking = (JsonObject) Json.parse("{\"resultType\":\"input_required\",\"inputRequests\":{\"a\":"
                + "{\"method\":\"elicitation/create\",\"params\":" + params + "}}}");

        assertThat(MessageShapes.ofResult("tools/call", asking).isEmpty()).isEqualTo(isGood);
    }
}
