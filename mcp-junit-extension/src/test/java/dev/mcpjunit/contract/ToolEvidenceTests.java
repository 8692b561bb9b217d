/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.DiesWithoutArguments;
import dev.mcpjunit.fixtures.host.HttpHost;
import dev.mcpjunit.fixtures.json.Json;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.testkit.EchoService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What counts as evidence in the contract of tools: odd definitions, odd results, and servers that end. */
class ToolEvidenceTests {

    private static final DeclaredTools ECHO = DeclaredTools.none().calling("echo", Map.of("message", "hello"));

    /** A server with one tool, which has these further members and always this result. */
    private static Verdict of(
            String protocol,
            Map<String, Object> members,
            Map<String, Object> result,
            Function<ToolProbe, Verdict> check) {
        var service = new EchoService() {
            @Override
            public List<Map<String, Object>> tools() {
                Map<String, Object> echo = tool("echo", "message");
                echo.putAll(members);
                return List.of(echo);
            }

            @Override
            public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
                return result.isEmpty() ? finish("hello") : new ToolStep.Finish(result);
            }
        };
        try (HttpHost host = service.host();
                McpConnection echo = McpConnection.builder(new McpEndpoint.Http(host.uri(), Map.of()))
                        .protocol(protocol)
                        .open()) {
            return check.apply(ToolProbe.of(ECHO, echo));
        }
    }

    private static Verdict names(String protocol, Map<String, Object> members) {
        return of(protocol, members, Map.of(), ToolProbe::usesValidNamesAndTitles);
    }

    @Test
    void names_have_rules_since_a_revision() {
        assertThat(names("2025-11-25", Json.object("name", "echo it")))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("the name 'echo it' should have 1 to 128 characters, all of them A-Z, a-z, 0-9");
        assertThat(names("2025-11-25", Json.object("name", "a".repeat(129)))).failed();
        assertThat(names("2025-11-25", Json.object("name", "admin.tools_list-2")))
                .passed();
        assertThat(names("2025-06-18", Json.object("name", "echo it"))).passed();
    }

    @Test
    void titles_are_readable_texts() {
        assertThat(names("2025-11-25", Json.object("title", "Echo\u0007")))
                .hasMessageContaining("the title of tool 'echo' has control characters: \"Echo");
        assertThat(names("2025-11-25", Json.object("title", 7)))
                .hasMessageContaining("the title of tool 'echo' is not a string: 7");
        assertThat(names("2025-11-25", Json.object("annotations", Json.object("title", ""))))
                .hasMessageContaining("the annotations.title of tool 'echo' is blank");
        assertThat(names("2025-11-25", Json.object("title", "Écho"))).passed();
    }

    @Test
    void a_missing_structured_content_fails() {
        Map<String, Object> output = Json.object("outputSchema", Json.object("type", "object"));
        assertThat(of("LEGACY", output, Map.of(), ToolProbe::honorsOutputSchemas))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "the call echo {\"message\":\"hello\"} returned no structuredContent, although the"
                                + " tool declares an outputSchema");
    }

    @Test
    void a_schema_that_cannot_be_applied_is_inconclusive() {
        Map<String, Object> output = Json.object("outputSchema", Json.object("$ref", "#/$defs/missing"));
        Map<String, Object> result = Json.object("content", List.of(), "structuredContent", Json.object("a", 1));
        for (Function<ToolProbe, Verdict> check : List.<Function<ToolProbe, Verdict>>of(
                ToolProbe::honorsOutputSchemas, ToolProbe::declaresStrongOutputSchemas)) {
            assertThat(of("LEGACY", output, result, check))
                    .hasStatus(Status.INCONCLUSIVE)
                    .hasMessageContaining("the outputSchema of tool 'echo' cannot be applied: ");
        }
    }

    @Test
    void a_result_without_content_fails() {
        assertThat(of(
                        "LEGACY",
                        Map.of(),
                        Json.object("structuredContent", Json.object()),
                        ToolProbe::answersSampleCalls))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("returned no list 'content', which every result has");
    }

    @Test
    void text_that_is_json_of_another_order_and_spelling_is_a_mirror() {
        Map<String, Object> result = Json.object(
                "content",
                List.of(Json.object("type", "text", "text", "{ \"b\": 2.0, \"a\": [1] }")),
                "structuredContent",
                Json.object("a", List.of(1), "b", 2));
        assertThat(of("LEGACY", Map.of(), result, ToolProbe::repeatsStructuredContentAsText))
                .passed();
    }

    @Test
    void a_server_that_ends_without_arguments_fails() {
        var endpoint = new McpEndpoint.Stdio(FixtureCommand.command(DiesWithoutArguments.class), Map.of(), Path.of(""));
        try (McpConnection weather = McpConnection.open(endpoint)) {
            assertThat(ToolProbe.of(DeclaredTools.none().harmless("get-forecast"), weather)
                            .answersCallsWithoutArguments())
                    .hasStatus(Status.FAILED)
                    .hasMessageContaining("a call of tool 'get-forecast' without 'arguments' got no answer: ")
                    .hasMessageContaining("cannot read 'city' of undefined");
        }
    }
}
