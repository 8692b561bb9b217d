/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeAskingChecks;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeCallChecks;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeChecks;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeListChecks;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSessionChecks;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeToolChecks;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code HandshakeServerContract} holds a server on HTTP or on standard streams to the rules of the revisions that
 * begin with {@code initialize}, 2024-11-05 to 2025-11-25.
 *
 * <pre>{@code
 * @McpServer(image = "acme/weather:2", protocol = "LEGACY")
 * class WeatherHandshakeTest implements HandshakeServerContract {
 *     @Override
 *     public List<SampleCall> sampleCalls() {
 *         return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
 *     }
 * }
 * }</pre>
 *
 * <p>The checks send requests of their own, most of them in a new process or session, and look at the messages that
 * come back. A failing check says what the server did, the rule with its section of the specification, and what to do.
 * A check of something that the server does not offer is aborted, with the reason. The revision is the one that the
 * connection to the server speaks, or 2025-11-25 if that one has no handshake. On HTTP, the checks of requests and log
 * messages also listen on a stream that GET opens.
 *
 * <p>The class declares one server. To leave a check out, override it and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HandshakeServerContract {

    /**
     * Say how long the server may take to answer a request.
     *
     * @return the time; 20 seconds by default; never {@code null}
     */
    default Duration answersWithin() {
        return Duration.ofSeconds(20);
    }

    /**
     * Give calls that the checks of progress, log messages, requests and results make.
     *
     * @return calls that succeed and do no harm; none by default; never {@code null}
     */
    default List<SampleCall> sampleCalls() {
        return List.of();
    }

    /**
     * Give a call that asks the user for input.
     *
     * @return a call that does no harm; none by default; never {@code null}
     */
    default Optional<AskingCall> askingCall() {
        return Optional.empty();
    }

    private void run(RunningServer server, McpConnection connection, HandshakeSubject.Check check)
            throws InterruptedException {
        HandshakeSubject.run(server, connection, answersWithin(), check);
    }

    /** The answer to initialize has the revision that was asked for, or one that the server supports. */
    @Test
    default void negotiates_the_revision(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeChecks::revision);
    }

    /** Requests of declared capabilities are answered. */
    @Test
    default void serves_what_it_declares(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeChecks::servesDeclared);
    }

    /** The server declares the capabilities that it has, including those that the {@link #sampleCalls()} need. */
    @Test
    default void declares_what_it_serves(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, subject -> HandshakeChecks.declaresServed(subject, sampleCalls()));
    }

    /** Unknown methods get error -32601. */
    @Test
    default void refuses_unknown_methods(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeChecks::unknownMethod);
    }

    /** {@code ping} gets an empty result. */
    @Test
    default void answers_ping(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeChecks::ping);
    }

    /** A call of an unknown tool gets an error, and not a result. */
    @Test
    default void refuses_unknown_tools(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeChecks::unknownTool);
    }

    /** An unknown prompt, or one without its required arguments, gets error -32602. */
    @Test
    default void refuses_unknown_prompts(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeChecks::unknownPrompt);
    }

    /** An unknown resource gets error -32002. */
    @Test
    default void refuses_unknown_resources(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeChecks::unknownResource);
    }

    /** An unknown log level gets error -32602. */
    @Test
    default void refuses_unknown_log_levels(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, HandshakeChecks::unknownLevel);
    }

    /** A completion for an unknown prompt gets error -32602. */
    @Test
    default void refuses_completions_for_unknown_prompts(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, HandshakeChecks::unknownReference);
    }

    /** A cursor of another list gets error -32602. */
    @Test
    default void refuses_foreign_cursors(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeListChecks::foreignCursor);
    }

    /** The pages of each list end, and have each entry once. */
    @Test
    default void lists_each_entry_once(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeListChecks::pagesEnd);
    }

    /** A cursor gives the same page again. */
    @Test
    default void lists_the_same_again(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeListChecks::stablePages);
    }

    /** Names of tools are unique and have only the characters that are allowed. */
    @Test
    default void names_tools_by_the_rules(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeToolChecks::toolNames);
    }

    /** The schemas of tools are valid and of type object. */
    @Test
    default void declares_valid_schemas(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeToolChecks::schemas);
    }

    /** Keys of {@code _meta} are well formed. */
    @Test
    default void forms_metadata_keys_by_the_rules(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, HandshakeListChecks::metaKeys);
    }

    /** Results have their required members, including those of the {@link #sampleCalls()}. */
    @Test
    default void returns_well_formed_results(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, subject -> HandshakeListChecks.shapes(subject, sampleCalls()));
    }

    /** A completion has 100 values at most. */
    @Test
    default void completes_with_at_most_100_values(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, HandshakeListChecks::completions);
    }

    /** During the {@link #sampleCalls()}, progress is reported only with a token, and increases. */
    @Test
    default void reports_progress_only_with_a_token(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, subject -> HandshakeCallChecks.progress(subject, sampleCalls()));
    }

    /** During the {@link #sampleCalls()}, log messages keep to the level that was set. */
    @Test
    default void logs_at_the_level_that_was_set(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, subject -> HandshakeCallChecks.logs(subject, sampleCalls()));
    }

    /** During the {@link #sampleCalls()} and the {@link #askingCall()}, a client gets only what it can answer. */
    @Test
    default void asks_only_what_the_client_declares(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, subject -> HandshakeCallChecks.onlyDeclared(subject, sampleCalls(), askingCall()));
    }

    /** During the {@link #askingCall()}, requests have ids of their own and their required members. */
    @Test
    default void asks_in_well_formed_requests(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, subject -> HandshakeAskingChecks.questions(subject, askingCall()));
    }

    /** During the {@link #askingCall()}, an answer that does not match its form is not used. */
    @Test
    default void compares_answers_with_the_form(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, subject -> HandshakeAskingChecks.answers(subject, askingCall()));
    }

    /** During the {@link #sampleCalls()} and the {@link #askingCall()}, the server cancels only its own requests. */
    @Test
    default void cancels_only_its_own_requests(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, subject -> HandshakeAskingChecks.cancels(subject, sampleCalls(), askingCall()));
    }

    /** The server sends no requests before {@code notifications/initialized}. */
    @Test
    default void waits_for_initialized(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeCallChecks::waits);
    }

    /** A notification gets no response. */
    @Test
    default void answers_no_notifications(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeCallChecks::notifications);
    }

    /** A cancellation of an unknown request does no harm. */
    @Test
    default void ignores_invalid_cancellations(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, HandshakeCallChecks::cancellations);
    }

    /** A batch is not processed, since 2025-06-18. */
    @Test
    default void answers_no_batches(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeCallChecks::batches);
    }

    /** On HTTP, a request is answered with JSON or an event stream. */
    @Test
    default void answers_in_json_or_events(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeSessionChecks::jsonOrEvents);
    }

    /** On HTTP, no message is sent a second time on a stream that GET opens. */
    @Test
    default void sends_each_message_once(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, subject -> HandshakeSessionChecks.once(subject, sampleCalls()));
    }

    /** On HTTP, session ids have visible ASCII characters only. */
    @Test
    default void names_sessions_in_visible_ascii(RunningServer server, McpConnection connection)
            throws InterruptedException {
        run(server, connection, HandshakeSessionChecks::visibleNames);
    }

    /** On HTTP, a request without its session id gets 400. */
    @Test
    default void requires_the_session_id(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeSessionChecks::needsSession);
    }

    /** On HTTP, a request in a session that has ended gets 404. */
    @Test
    default void ends_sessions(RunningServer server, McpConnection connection) throws InterruptedException {
        run(server, connection, HandshakeSessionChecks::endedSession);
    }
}
