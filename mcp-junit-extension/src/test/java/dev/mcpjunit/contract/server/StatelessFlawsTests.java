/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.fixtures.broken.FlawedWeatherServer;
import dev.mcpjunit.fixtures.broken.StatelessFlaw;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.testkit.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about the messages of servers of the stateless era that are wrong in one way each. */
@Tag("matrix")
class StatelessFlawsTests {

    private static final String FLAWS = """
            LISTS_WITHOUT_A_TYPE | The result of prompts/list has no resultType.
            ANSWERS_PINGS | It answered ping with HTTP 200
            MISNAMES_UNKNOWN_RESOURCES | It answered resources/read of an unknown URI with HTTP
            NEEDS_NO_CAPABILITIES | It answered server/discover without io.modelcontextprotocol/clientCapabilities with HTTP 200
            HIDES_ITS_REVISIONS | It answered a request of revision 1900-01-01 with HTTP 400
            IGNORES_FOREIGN_CURSORS | It answered tools/list with cursor 'no-such-cursor' with HTTP 200
            LISTS_NO_PROMPTS | It declares prompts, but answered prompts/list with HTTP
            COMPARES_HEADERS_BY_CASE | It answered server/discover with mcp-method with HTTP 400
            CHANGES_THE_SCOPE | The pages of tools/list have cacheScope [public, public, private].
            HAS_A_BAD_METADATA_KEY | The result of prompts/list has '-cost' in _meta.
            HIDES_ITS_NAME | The result of prompts/list does not name the server.
            HAS_A_NULL_CURSOR | The result of prompts/list: /nextCursor:
            LOGS_UNASKED | During tools/call 'plan-trip' without a log level, it sent {
            REPORTS_WITHOUT_A_TOKEN | During tools/call 'plan-trip' without a token, it sent {
            ASKS_ANY_CLIENT | It answered tools/call 'book-trip' of a client without capabilities with HTTP 200
            TRUSTS_STATES | It continued tools/call 'book-trip' although character 1 of
            TRUSTS_UNSIGNED_STATES | It continued tools/call 'book-trip' although the member 'step' of requestState was changed
            TRUSTS_NEW_STATES | It continued tools/call 'book-trip' although character 1 of
            REFUSES_SUBSCRIPTIONS | It declares tools.listChanged, but answered subscriptions/listen with {
            ACKNOWLEDGES_TOO_MUCH | It acknowledged promptsListChanged, which was not asked for.
            HAS_AN_INVALID_SCHEMA | Tool 'measure-snow' has an invalid inputSchema:
            LISTS_A_TOOL_TWICE | It has more than one tool with the name 'measure-snow'.
            REPEATS_A_NUMBER | Tool 'measure-snow' has an x-mcp-header at depth on a parameter that is no string, integer or boolean.
            DECLARES_NO_PROMPTS | It does not declare prompts, but answered prompts/list with [{
            HIDES_PROMPTS_FROM_OTHERS | only with: one client
            HAS_A_BAD_ADDRESS | The result of resources/list: /resources: not a valid URI (RFC 3986): weather://new york
            HAS_AN_EXTENSION_WITHOUT_PREFIX | It declares the extension 'maps', whose identifier has no prefix or is malformed.
            HAS_A_BAD_TRACE | The result of prompts/list has a traceparent in _meta that does not have the format of W3C Trace Context: "trace-1"
            MISNAMES_UNKNOWN_PROMPTS | It answered prompts/get for 'no-such-prompt' with HTTP
            COMPLETES_UNKNOWN_PROMPTS | It answered completion/complete for 'no-such-prompt' with HTTP 200
            IGNORES_UNKNOWN_LEVELS | It answered tools/list with the log level 'no-such-level' with HTTP 200
            SENDS_REQUESTS | During tools/call 'plan-trip', it sent {
            SENDS_CANCELLATIONS | During tools/call 'plan-trip', it sent {
            ASKS_WITHOUT_A_MESSAGE | What tools/call 'book-trip' asks for:
            ASKS_FOR_TOOL_USE | It asked a client without sampling.tools for sampling with tools in 'summary'.
            REFUSES_SURPLUS_ANSWERS | It did not continue tools/call 'book-trip' when the answers included one that it had not requested:
            GIVES_UP_WITHOUT_ANSWERS | It returned an error for tools/call 'book-trip' when all answers were missing:
            TAKES_ANY_ANSWER | It continued tools/call 'book-trip' with the number 5 as each answer:
            FAILS_WHEN_DECLINED | It answered tools/call 'book-trip' after 'decline' with HTTP 200
            BREAKS_OFF_WHEN_DECLINED | It answered tools/call 'book-trip' after 'decline' with HTTP 200
            TAKES_CONTENT_OF_REFUSALS | It went on with tools/call 'book-trip' as after an accepted form although the user chose 'decline'
            TAKES_WRONG_FORMS | It continued tools/call 'book-trip' with forms whose values do not fit the requested schema:
            ASKS_FOR_CONTEXT | It asked a client without sampling.context to include context in 'summary'.
            ASKS_ON_THE_STREAM | During tools/call 'book-trip', it sent {
            DECLARES_NO_LOGGING | It does not declare logging, but during tools/call 'plan-trip' with a log level, it sent {
            EMBEDS_UNDECLARED_RESOURCES | It does not declare resources, but tools/call 'plan-trip' returned one: HTTP 200
            MIXES_TOOL_RESULTS | /messages/2: tool results are mixed with other content
            FORGETS_TOOL_RESULTS | What tools/call 'book-trip' asks for with sampling.tools: /inputRequests/draft/params/messages/2: no result for tool use 'use-1'
            RETURNS_TOOL_RESULTS_AS_MODEL | /messages/2: tool results of another role than user
            HAS_A_SCHEMA_OF_AN_OLDER_DIALECT | Tool 'measure-snow' has an invalid inputSchema: it is not valid by https://json-schema.org/draft/2020-12/schema, only by
            FOLLOWS_PATHS | It answered resources/read of file:///srv/weather/..… with a file outside of it.
            COMPARES_NUMBERS_AS_TEXT | It refused tools/call with Mcp-Param-Days: 2.0, where the body has 2: HTTP 400
            ACCEPTS_ANY_CHARACTERS | It accepted tools/call with Mcp-Param-City: Osloé in UTF-8 and not in base64: HTTP 200
            LOGS_TO_SUBSCRIPTIONS | On the stream of a subscription, it sent {
            CUTS_SUBSCRIPTIONS | It ended the stream of a subscription without a result.
            """;

    @McpServer(url = "${flawed.url}", name = "weather")
    static class Flawed implements StatelessServerContract {
        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("plan-trip", Map.of("city", "Oslo", "days", 2)));
        }

        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(new AskingCall("book-trip", Map.of("city", "Oslo"), Flawed::answer));
        }

        /** The answer to a form, or the first answer of a model that was given a tool. */
        private static Map<String, ?> answer(JsonObject question) {
            Map<String, ?> use = Map.of("type", "tool_use", "id", "use-1", "name", "look-up", "input", Map.of());
            return question.string("method").equals(Optional.of("elicitation/create"))
                    ? Map.of("action", "accept", "content", Map.of("confirm", true))
                    : Map.of("role", "assistant", "model", "m", "stopReason", "toolUse", "content", List.of(use));
        }
    }

    private static Run run(StatelessFlaw flaw) {
        WeatherOptions options =
                WeatherOptions.standard().withEra(ServedEra.MODERN).withPageSize(2);
        try (var server = FlawedWeatherServer.start(flaw, options)) {
            return Run.with(Map.of("flawed.url", server.uri().toString()), Flawed.class);
        }
    }

    @Test
    void without_a_flaw_nothing_is_found() {
        Run run = run(StatelessFlaw.NONE);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted())
                .filteredOn(reason -> reason.startsWith("Inconclusive: "))
                .hasSize(4)
                .allMatch(reason -> reason.contains("there is only one instance"));
        assertThat(run.aborted())
                .filteredOn(reason -> reason.startsWith("Not applicable: "))
                .containsExactlyInAnyOrder(
                        "Not applicable: declares what it serves: the server declares all capabilities that have lists,"
                                + " and completions.",
                        "Not applicable: compares numbers in headers by value: no tool of the server has an x-mcp-header.",
                        "Not applicable: annotates arguments by the rules: no tool of the server has an x-mcp-header.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FLAWS)
    void each_flaw_fails_its_check_and_no_other(StatelessFlaw flaw, String finding) {
        List<Throwable> failures = run(flaw).failedTests();

        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().contains(finding.strip()))
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: ")
                .hasMessageContaining("specification/2026-07-28/");
        // The check of earlier requests reads the list as well.
        assertThat(failures).hasSize(flaw == StatelessFlaw.LISTS_NO_PROMPTS ? 2 : 1);
    }

    @Test
    void what_is_sent_during_a_call_is_unknown_when_the_call_has_no_response() {
        Run run = run(StatelessFlaw.FAILS_AT_CALLS);

        assertThat(run.aborted())
                .filteredOn(reason -> reason.contains("tools/call 'plan-trip' got no response, but HTTP 500"))
                .hasSize(3);
    }

    @Test
    void each_flaw_is_tried() {
        assertThat(FLAWS.lines().map(row -> row.split(" ", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(StatelessFlaw.values())
                        .filter(flaw -> flaw != StatelessFlaw.NONE && flaw != StatelessFlaw.FAILS_AT_CALLS)
                        .map(StatelessFlaw::name)
                        .toList());
    }
}
