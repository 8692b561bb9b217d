/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.fixtures.broken.AsksWheneverItCan;
import dev.mcpjunit.fixtures.broken.FlawedWeatherServer;
import dev.mcpjunit.fixtures.broken.HandshakeFlaw;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about servers of the handshake era that are wrong in one way each. */
class HandshakeServerContractTests {

    private static final String FLAWS = """
            AGREES_TO_ANY_REVISION | It answered initialize in revision 1900-01-01 with {
            LISTS_NO_PROMPTS | It declares prompts, but answered prompts/list with {
            DECLARES_NO_PROMPTS | It does not declare prompts, but answered prompts/list with [{
            DECLARES_NO_RESOURCES | It does not declare resources, but answered tools/call 'plan-trip' with a resource in {
            DECLARES_NO_TASKS | It does not declare tasks, but answered tools/call 'plan-trip' with a request for a task by {
            REFUSES_REQUESTS_FOR_TASKS | It does not declare tasks, but answered tools/call 'plan-trip' with a request for a task by {
            MISNAMES_UNKNOWN_METHODS | It answered no/such/method with {
            FILLS_PINGS | It answered ping with {
            EXECUTES_UNKNOWN_TOOLS | It answered a call of 'no-such-tool' with {
            MISNAMES_UNKNOWN_PROMPTS | It answered prompts/get for 'no-such-prompt' with {
            READS_UNKNOWN_RESOURCES | It answered resources/read of the unknown address weather://mcp-junit-no-such-resource with {
            ACCEPTS_ANY_LEVEL | It answered logging/setLevel 'no-such-level' with {
            COMPLETES_UNKNOWN_PROMPTS | It answered completion/complete for 'no-such-prompt' with {
            IGNORES_FOREIGN_CURSORS | It answered tools/list with cursor 'no-such-cursor' with {
            REPEATS_A_PAGE | A request (tools/list) was answered with the cursor "the-same-page" a second time
            REFUSES_ITS_CURSORS | A request with the cursor
            SHUFFLES_PAGES | only with: the first time, [list-
            HAS_A_TOOL_WITH_A_SPACE | It has a tool with the invalid name 'get weather'.
            HAS_AN_INVALID_SCHEMA | Tool 'get-weather' has an invalid inputSchema:
            HAS_A_BAD_METADATA_KEY | The result of prompts/list has '-cost' in _meta.
            HAS_A_BAD_ADDRESS | The result of resources/list: /resources: not a valid URI (RFC 3986): weather://new york
            LEAVES_NAMES_OUT | The result of resources/list:
            COMPLETES_WITHOUT_LIMIT | with 101 values.
            REPORTS_WITHOUT_A_TOKEN | During tools/call 'plan-trip' without a token, it sent {
            REPORTS_NO_PROGRESS | after progress 1.
            LOGS_BELOW_THE_LEVEL | At level 'error', it sent {
            LOGS_NO_DATA | is malformed:
            ASKS_ANY_CLIENT | The client declares no capabilities, but it sent {
            ASKS_TOO_EARLY | Before notifications/initialized, it sent {
            ASKS_ANY_CLIENT_ON_ITS_STREAM | The client declares no capabilities, but it sent {
            ASKS_TOO_EARLY_ON_ITS_STREAM | Before notifications/initialized, it sent {
            ASKS_WITHOUT_A_MESSAGE | which is malformed: required property 'message' is missing
            ASKS_WITHOUT_A_SCHEMA | which is malformed: required property 'requestedSchema' is missing
            ASKS_IN_AN_UNKNOWN_MODE | which is malformed: /mode: expected
            ASKS_TO_OPEN_A_BAD_ADDRESS | which is malformed: /url: not a valid URL: https://new york
            ASKS_WITHOUT_AN_ELICITATION_ID | without an elicitationId.
            REPEATS_REQUEST_IDS | with an id that it had used before.
            ASKS_WITH_A_FRACTIONAL_TOKEN | with progressToken 1.5, which is neither a string nor an integer.
            MIXES_TOOL_RESULTS | which is malformed: /messages/1: tool results are mixed with other content
            LEAVES_A_TOOL_USE_OPEN | which is malformed: /messages/1: no result for tool use 'use-1'
            ENDS_UNKNOWN_ELICITATIONS | It reported the end of an elicitation that it had not created: {
            ENDS_ELICITATIONS_OF_OTHERS | It reported the end of an elicitation of another client: {
            REQUIRES_UNNAMED_ELICITATIONS | without a list of elicitations.
            REQUIRES_ELICITATIONS_WITHOUT_IDS | with an elicitation without an elicitationId.
            OFFERS_TOOLS_TO_ANY_CLIENT | The client does not declare sampling.tools, but it sent {
            WANTS_CONTEXT_OF_ANY_CLIENT | The client does not declare sampling.context, but it sent {
            ACCEPTS_ANY_ANSWER | It continued tools/call 'book-trip' with an object in each required field of its form: {
            CANCELS_UNKNOWN_REQUESTS | It canceled a request that it had not sent: {
            ANSWERS_NOTIFICATIONS | It answered a notification with {
            STUMBLES_OVER_CANCELLATIONS | After a cancellation of an unknown request, ping got no answer
            FAILS_AT_CANCELLATIONS | It answered a cancellation of an unknown request with HTTP 500
            ANSWERS_BATCHES | It answered a batch of 2 pings with a result.
            ANSWERS_AS_TEXT | It answered ping with Content-Type 'text/plain'.
            REPEATS_RESPONSES_ON_ITS_STREAM | It sent this a second time: {
            NAMES_SESSIONS_WITH_SPACES | It created the session 'session of
            FORBIDS_MISSING_SESSIONS | It answered ping without Mcp-Session-Id with HTTP 403
            KEEPS_ENDED_SESSIONS | After DELETE had ended the session, it answered ping with HTTP 200
            """;

    interface Declared extends HandshakeServerContract {
        @Override
        default List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("plan-trip", Map.of("city", "Oslo", "days", 2)));
        }

        @Override
        default Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)));
        }
    }

    @McpServer(url = "${flawed.url}", name = "weather", protocol = "LEGACY")
    static class Flawed implements Declared {}

    private static Run run(HandshakeFlaw flaw, int pageSize) {
        WeatherOptions options =
                WeatherOptions.standard().withEra(ServedEra.LEGACY).withPageSize(pageSize);
        try (var server = FlawedWeatherServer.start(flaw, options)) {
            return Run.with(Map.of("flawed.url", server.uri().toString()), Flawed.class);
        }
    }

    @Test
    void without_a_flaw_nothing_is_found() {
        Run run = run(HandshakeFlaw.NONE, 2);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FLAWS)
    void each_flaw_fails_its_check_and_no_other(HandshakeFlaw flaw, String finding) {
        Run run = run(flaw, 2);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: ")
                .hasMessageContaining(finding.strip())
                .hasMessageContaining("specification/2025-11-25/");
    }

    @Test
    void a_message_that_may_be_older_than_the_level_accuses_nobody() {
        Run run = run(HandshakeFlaw.LOGS_AS_ITS_STREAM_OPENS, 2);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted())
                .filteredOn(reason -> reason.startsWith("Inconclusive: "))
                .singleElement()
                .asString()
                .contains("when a stream opened at level 'error', it sent {")
                .contains(", which may have been logged before the level was set");
    }

    @Test
    void only_the_capability_of_log_messages_is_a_must() {
        assertThat(run(HandshakeFlaw.LOGS_BELOW_THE_LEVEL, 2).failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: Log messages have the level that was set, or a higher one.")
                .hasMessageContaining("Rule:  follows from (https://modelcontextprotocol.io/specification/2025-11-25/"
                        + "server/utilities/logging#message-flow)");
    }

    @Test
    void each_flaw_is_tried() {
        assertThat(FLAWS.lines().map(row -> row.split(" ", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(HandshakeFlaw.values())
                        .filter(flaw -> flaw != HandshakeFlaw.NONE && flaw != HandshakeFlaw.LOGS_AS_ITS_STREAM_OPENS)
                        .map(HandshakeFlaw::name)
                        .toList());
    }

    @McpServer(source = "server")
    static class AsksOften implements Declared {
        static ServerSpec server() {
            return Fixture.stdio(AsksWheneverItCan.class).build();
        }
    }

    @Test
    void a_server_that_asks_whenever_it_can_breaks_no_rule() {
        Run run = Run.of(AsksOften.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(20);
        assertThat(run.aborted())
                .noneMatch(reason -> reason.startsWith("Inconclusive: "))
                .anyMatch(reason -> reason.endsWith(
                        "tools/call 'book-trip' asks for no form with a required field that" + " has no default."));
    }

    @McpServer(url = "${flawed.url}", name = "weather", protocol = "2025-06-18")
    static class Earlier implements Declared {}

    @Test
    void earlier_revisions_have_no_capability_for_context() {
        WeatherOptions options = WeatherOptions.standard().withEra(ServedEra.LEGACY);
        Run run;
        try (var server = FlawedWeatherServer.start(HandshakeFlaw.WANTS_CONTEXT_OF_ANY_CLIENT, options)) {
            run = Run.with(Map.of("flawed.url", server.uri().toString()), Earlier.class);
        }

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(20);
    }

    @McpServer(inProcess = Weather.ModernInProcess.class, name = "weather")
    static class ModernCase implements HandshakeServerContract {}

    @Test
    void a_server_without_a_handshake_is_not_applicable() {
        Run run = Run.of(ModernCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isZero();
        assertThat(run.aborted()).allMatch(reason -> reason.startsWith("Not applicable: "));
    }
}
