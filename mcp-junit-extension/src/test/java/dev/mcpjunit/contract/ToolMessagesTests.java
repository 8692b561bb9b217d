/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.tool.Mutant;
import dev.mcpjunit.contract.tool.ToolStrength;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.host.HttpHost;
import dev.mcpjunit.fixtures.json.Json;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.fixtures.stock.StockFlaw;
import dev.mcpjunit.fixtures.stock.StockServer;
import dev.mcpjunit.testkit.EchoService;
import dev.mcpjunit.testkit.StockServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the checks of the contract of tools say, and when they give no verdict. */
class ToolMessagesTests {

    private static final DeclaredTools NONE = DeclaredTools.none();

    private static <T> T with(StockFlaw flaw, DeclaredTools declared, Function<ToolProbe, T> question) {
        try (var server = StockServer.http(flaw);
                McpConnection stock = McpConnection.builder(StockServers.http(server))
                        .name("stock")
                        .open()) {
            return question.apply(ToolProbe.of(declared, stock));
        }
    }

    private static Verdict of(StockFlaw flaw, Function<ToolProbe, Verdict> check) {
        return with(flaw, StockServers.declared(), check);
    }

    private static void assertInconclusive(DeclaredTools declared, Function<ToolProbe, Verdict> check, String message) {
        assertThat(with(StockFlaw.NONE, declared, check))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(message);
    }

    @Test
    void a_changed_state_is_shown() {
        assertThat(of(StockFlaw.CHANGES_WHILE_READING, ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "Failed: leaves state unchanged in read-only calls: tool 'get-item' declares readOnlyHint,"
                                + " but the call get-item {")
                .hasMessageContaining("changed the state: /items/0/stock: 1000000 → 999999.")
                .hasMessageContaining("\n\nTimeline:\n  called list-items {} and returned {");
        assertThat(of(StockFlaw.ADDS_INSTEAD_OF_SETTING, ToolProbe::leavesStateUnchangedInRepeatedIdempotentCalls))
                .hasMessageContaining("changed the state again: /items/1/stock: 25 → 30");
    }

    @Test
    void a_broken_output_schema_is_shown_with_the_place_and_the_result() {
        assertThat(of(StockFlaw.BREAKS_AN_OUTPUT_SCHEMA, ToolProbe::honorsOutputSchemas))
                .hasMessageContaining("breaks the outputSchema: /cost: ")
                .hasMessageContaining("It is {\"cost\":\"6\",\"currency\":\"EUR\"}");
        assertThat(of(StockFlaw.OMITS_THE_TEXT, ToolProbe::repeatsStructuredContentAsText))
                .hasMessageContaining("has no text block that is the JSON of its structuredContent")
                .hasMessageContaining("Its text is Done.");
    }

    @Test
    void a_weak_output_schema_is_shown_with_witnesses_and_a_score() {
        assertThat(of(StockFlaw.DECLARES_A_WEAK_OUTPUT_SCHEMA, ToolProbe::declaresStrongOutputSchemas))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "Failed: declares strong output schemas: get-item: 0 of 9 mutants rejected (0 %), but"
                                + " at least 50 % are required. The outputSchema accepts"
                                + " {\"name\":\"bolt\",\"stock\":1000000,\"unit\":\"boxes\"} (without /sku); ");
        List<ToolStrength> weak =
                with(StockFlaw.DECLARES_A_WEAK_OUTPUT_SCHEMA, StockServers.declared(), ToolProbe::strengths);
        assertThat(weak)
                .extracting(ToolStrength::tool, ToolStrength::percent)
                .contains(tuple("list-items", 100), tuple("get-item", 0));
        assertThat(weak.get(1).accepted())
                .extracting(Mutant::toString)
                .contains("without /sku", "another type at /stock", "not a value of the enum at /unit");
        DeclaredTools anyStrength = StockServers.declared().lowestStrength(0);
        assertThat(with(StockFlaw.DECLARES_A_WEAK_OUTPUT_SCHEMA, anyStrength, ToolProbe::declaresStrongOutputSchemas))
                .passed();
    }

    @Test
    void wrong_treatment_of_arguments_is_shown_with_the_arguments() {
        assertThat(of(StockFlaw.ACCEPTS_INVALID_ARGUMENTS, ToolProbe::refusesInvalidArguments))
                .hasMessageContaining(
                        "tool 'estimate-cost' should refuse {\"express\":true}, which its inputSchema rejects"
                                + " (required property 'pieces' is missing), but returned {");
        assertThat(of(StockFlaw.REQUIRES_AN_OPTIONAL_ARGUMENT, ToolProbe::acceptsMinimalArguments))
                .hasMessageContaining(
                        "tool 'estimate-cost' should accept {\"pieces\":3}, which its inputSchema accepts, but"
                                + " reported the error express is missing")
                .hasMessageContaining("should accept {\"pieces\":1}, which");
        assertThat(of(StockFlaw.REQUIRES_THE_ARGUMENTS_MEMBER, ToolProbe::answersCallsWithoutArguments))
                .hasMessageContaining(
                        "a call of tool 'list-items' succeeds with {}, but without the member 'arguments' it"
                                + " got the JSON-RPC error -32602: params.arguments is missing");
        assertThat(of(StockFlaw.REPORTS_PROTOCOL_ERRORS, ToolProbe::reportsErrorsInResults))
                .hasMessageContaining(
                        "the call get-item {\"sku\":\"Z-9\"} should report an error by a result with isError,"
                                + " but got the JSON-RPC error -32602: Unknown item: Z-9");
    }

    /** Generated arguments follow no format, so the tool may be right. */
    @Test
    void a_refusal_of_generated_arguments_is_inconclusive_if_the_schema_has_a_format() {
        var service = new EchoService() {
            @Override
            public List<Map<String, Object>> tools() {
                Map<String, Object> fetch = tool("fetch", "uri");
                Map<String, Object> uri = Json.object("type", "string", "format", "uri");
                fetch.put(
                        "inputSchema",
                        Json.object(
                                "type", "object", "properties", Json.object("uri", uri), "required", List.of("uri")));
                return List.of(fetch);
            }

            @Override
            public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
                return fail("not a URI: " + arguments.get("uri"));
            }
        };
        try (HttpHost host = service.host();
                McpConnection fetch = McpConnection.open(new McpEndpoint.Http(host.uri(), Map.of()))) {
            assertThat(ToolProbe.of(NONE.acceptingAllValid("fetch"), fetch).acceptsMinimalArguments())
                    .hasStatus(Status.INCONCLUSIVE)
                    .hasMessageContaining("tool 'fetch' should accept {\"uri\":\"")
                    .hasMessageContaining(
                            "The schema has the keyword 'format', which generated arguments do not follow");
        }
    }

    @Test
    void a_declared_tool_that_is_not_listed_fails() {
        assertThat(with(StockFlaw.NONE, StockServers.declared().harmless("get-itme"), ToolProbe::coversEveryTool))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "tool 'get-itme' is declared, but server 'stock' does not list it. Remove it from the"
                                + " declaration, or correct its name");
    }

    @Test
    void what_the_declaration_lacks_is_inconclusive() {
        DeclaredTools calls =
                NONE.calling("get-item", Map.of("sku", "A-1")).calling("set-stock", Map.of("sku", "A-2", "stock", 5));

        assertInconclusive(calls, ToolProbe::leavesStateUnchangedInReadOnlyCalls, "Add observing(…)");
        assertInconclusive(calls, ToolProbe::leavesStateUnchangedInRepeatedIdempotentCalls, "Add observing(…)");
        assertInconclusive(calls, ToolProbe::reportsErrorsInResults, "Name one whose arguments");
        assertInconclusive(
                calls,
                ToolProbe::refusesInvalidArguments,
                "and only harmless tools get generated arguments. Declare one: harmless(…)");
        assertInconclusive(calls, ToolProbe::acceptsMinimalArguments, "harmless(…)");
        assertInconclusive(calls, ToolProbe::answersCallsWithoutArguments, "harmless(…)");
    }

    @Test
    void a_state_that_changes_by_itself_or_cannot_be_read_is_inconclusive() {
        var reads = new AtomicInteger();
        DeclaredTools counting = StockServers.declared().observing(stock -> reads.incrementAndGet());
        assertInconclusive(
                counting,
                ToolProbe::leavesStateUnchangedInReadOnlyCalls,
                "the observed state changes without a call: 1 → 2. Exclude what changes on its own from observing(…)");
        DeclaredTools failing = StockServers.declared().observing(stock -> {
            throw new IOException("no such file");
        });
        assertInconclusive(
                failing,
                ToolProbe::leavesStateUnchangedInReadOnlyCalls,
                "could not be read: java.io.IOException: no such file");
    }

    @Test
    void a_sample_call_that_fails_is_inconclusive_for_the_checks_that_need_its_result() {
        assertThat(of(StockFlaw.FAILS, ToolProbe::answersSampleCalls))
                .hasMessageContaining("the sample call list-items {} reported the error The stock is closed.");
        assertThat(of(StockFlaw.FAILS, ToolProbe::honorsOutputSchemas))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("the sample call list-items {} does not succeed: it reported the error");
        assertThat(of(StockFlaw.FAILS, ToolProbe::declaresStrongOutputSchemas)).hasStatus(Status.INCONCLUSIVE);
        assertThat(of(StockFlaw.FAILS, ToolProbe::answersCallsWithoutArguments)).hasStatus(Status.INCONCLUSIVE);
    }

    @Test
    void what_does_not_apply_passes_nothing() {
        var none = new ToolService((tool, arguments) -> EchoService.finish("done"));
        var plain = new ToolService(
                (tool, arguments) -> EchoService.finish("done"), ToolService.tool("get", ToolService.OBJECT, ""));
        DeclaredTools get = NONE.calling("get", Map.of());

        assertThat(none.probe(NONE, ToolProbe::answersSampleCalls))
                .hasStatus(Status.NOT_APPLICABLE)
                .hasMessageContaining("server 'tools' lists no tools");
        assertThat(plain.probe(get, ToolProbe::honorsOutputSchemas))
                .hasStatus(Status.NOT_APPLICABLE)
                .hasMessageContaining("no tool of server 'tools' declares an outputSchema");
        assertThat(plain.probe(get, ToolProbe::declaresStrongOutputSchemas)).hasStatus(Status.NOT_APPLICABLE);
        assertThat(plain.probe(get, ToolProbe::repeatsStructuredContentAsText)).hasStatus(Status.NOT_APPLICABLE);
        assertThat(plain.probe(get, ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.NOT_APPLICABLE)
                .hasMessageContaining(
                        "Not applicable: leaves state unchanged in read-only calls: no tool of server 'tools' declares"
                                + " readOnlyHint");
    }

    /** A server that has something to check is not let off because the declaration has no calls. */
    @Test
    void a_declaration_without_sample_calls_is_inconclusive() {
        assertInconclusive(NONE, ToolProbe::answersSampleCalls, "the declaration has no sample call: calling(…)");
        String schemas = "no tool with an outputSchema has a sample call: calling(…)";
        assertInconclusive(NONE, ToolProbe::honorsOutputSchemas, schemas);
        assertInconclusive(NONE, ToolProbe::declaresStrongOutputSchemas, schemas);
        assertInconclusive(NONE, ToolProbe::repeatsStructuredContentAsText, "the declaration has no sample call");
        assertInconclusive(
                NONE, ToolProbe::leavesStateUnchangedInReadOnlyCalls, "no tool with readOnlyHint has a sample");
    }

    @Test
    void mistakes_of_a_declaration_are_reported_early() {
        assertThatThrownBy(() -> NONE.withoutSampleCall("get-item", " "))
                .hasMessage("withoutSampleCall(…) needs a reason for tool 'get-item'");
        assertThatThrownBy(() -> NONE.withoutSampleCall("get-item", "why").calling("get-item", Map.of()))
                .hasMessage(
                        "Tool 'get-item' has a sample call, but is declared to have none. Remove calling(…) or withoutSampleCall(…).");
        assertThatThrownBy(() -> NONE.lowestStrength(101))
                .hasMessage("The lowest strength of output schemas must be between 0 and 100 percent, but is 101");
        assertThatThrownBy(() -> NONE.callTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(StockFlaw.NONE, NONE.exempt("covers tools", "because"), ToolProbe::all))
                .hasMessageStartingWith(
                        "There is no check 'covers tools' to exempt. The checks are: covers every tool, ");
        assertThatThrownBy(() -> new ToolStrength("get-item", 0, List.of()))
                .hasMessageContaining("A score needs at least one mutant.");
    }
}
