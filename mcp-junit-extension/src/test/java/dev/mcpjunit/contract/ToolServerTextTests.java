/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.contract.ToolService.OBJECT;
import static dev.mcpjunit.contract.ToolService.tool;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.tool.ToolStrength;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.host.HttpHost;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.testkit.EchoService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the checks of tools print of names, arguments and secrets, and how they treat questions to the user. */
class ToolServerTextTests {

    private static final DeclaredTools NONE = DeclaredTools.none();

    private static final Map<String, Object> OBJECT_SCHEMA = ToolService.json(OBJECT);

    private static final String EVIL = "evil\u001b[31m\u202e\nPassed";

    @Test
    void control_characters_in_a_name_are_shown_and_not_obeyed() {
        var server = new ToolService(
                (tool, arguments) -> EchoService.fail("no"),
                "{'name':'evil\\u001b[31m\\u202e\\nPassed','inputSchema':{'type':'object'},'outputSchema':{'type':'nonsense'},"
                        + "'annotations':{'readOnlyHint':true}}");
        DeclaredTools declared = NONE.calling(EVIL, Map.of())
                .failing(EVIL, Map.of())
                .harmless(EVIL)
                .observing(connection -> {
                    throw new IllegalStateException(EVIL);
                });

        assertThat(server.probe(NONE, ToolProbe::coversEveryTool))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("tool 'evil\\u{1B}[31m\\u{202E}\\nPassed' has no sample call");
        assertThat(server.probe(declared, ToolProbe::all).verdicts())
                .extracting(Verdict::toString)
                .noneMatch(text -> text.contains("\u001b") || text.contains("\u202e") || text.contains("\nPassed"));
        assertThat(new ToolStrength(EVIL, 1, List.of()).toString()).doesNotContain("\u001b", "\n");
    }

    @Test
    void a_secret_in_the_arguments_is_masked_in_the_reason_too() {
        var server = new ToolService(
                (tool, arguments) -> EchoService.fail("bad token " + arguments.get("token")),
                tool("login", OBJECT, ",'annotations':{'readOnlyHint':true}"));
        DeclaredTools declared = NONE.calling("login", Map.of("token", "hunter2hunter2hunter2"))
                .failing("login", Map.of("token", "hunter2hunter2hunter2", "again", true))
                .harmless("login")
                .observing(connection -> "constant");

        assertThat(server.probe(declared, ToolProbe::answersSampleCalls))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "the sample call login {\"token\":\"[masked: Authorization]\"} reported the error");
        assertThat(server.probe(declared, ToolProbe::all).verdicts())
                .extracting(Verdict::toString)
                .noneMatch(text -> text.contains("hunter2"));
    }

    /** A question that no script answers is a mistake of the test, and no reason to lose the other verdicts. */
    @Test
    void a_question_to_the_user_without_an_answer_is_inconclusive() {
        var service = new EchoService() {
            @Override
            public List<Map<String, Object>> tools() {
                return List.of(ToolService.json(ToolService.tool("ask", OBJECT, "")));
            }

            @Override
            public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
                return new ToolStep.AskUser("Sure?", OBJECT_SCHEMA, answer -> finish("done"));
            }
        };
        try (HttpHost host = HttpHost.start(service, ServedEra.MODERN, "127.0.0.1", 0);
                McpConnection ask = McpConnection.builder(new McpEndpoint.Http(host.uri(), Map.of()))
                        .protocol("MODERN")
                        .client(ClientProfile.declaring(List.of("elicitation")))
                        .open()) {
            VerdictReport report =
                    ToolProbe.of(NONE.calling("ask", Map.of()), ask).all();

            assertThat(report.verdicts()).hasSize(12);
            assertThat(report.with(Status.INCONCLUSIVE)).contains("answers sample calls");
            assertThat(report.toString()).contains("Script one with onElicitation before the call");
        }
    }
}
