/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.server.http.HttpChecks;
import dev.mcpjunit.contract.internal.server.http.HttpEventChecks;
import dev.mcpjunit.contract.internal.server.http.HttpRevisionChecks;
import dev.mcpjunit.contract.internal.server.http.HttpStreamChecks;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code HttpServerContract} holds a server on Streamable HTTP to what its clients, and the people whose browsers can
 * reach it, rely on.
 *
 * <pre>{@code
 * @McpServer(image = "acme/weather:2")
 * class WeatherHttpTest implements HttpServerContract {}
 * }</pre>
 *
 * <p>The checks send requests of their own and look at status, headers and body. A failing check says what the server
 * did, the rule with its section of the specification, and what to do. A check of something that the server does not
 * offer is aborted, with the reason. The revision is the one that the connection to the server speaks.
 *
 * <p>The class declares one server. To leave a check out, override it and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HttpServerContract {

    /**
     * Say how long the server may take to answer a request.
     *
     * @return the time; 20 seconds by default; never {@code null}
     */
    default Duration answersWithin() {
        return Duration.ofSeconds(20);
    }

    /**
     * Say which tool may be called without arguments.
     *
     * @return its name; an empty string, the default, for a tool that requires arguments or is marked
     *     {@code readOnlyHint}; never {@code null}
     */
    default String toolToCallWithoutArguments() {
        return "";
    }

    /** A request that a foreign web page sends is refused with 403. */
    @Test
    default void refuses_foreign_origins(RunningServer server, McpConnection connection) throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            checks.foreignOrigin();
        }
    }

    /** GET opens a stream, or is refused with 405. */
    @Test
    default void answers_get_with_a_stream_or_405(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            checks.get();
        }
    }

    /** Whatever is wrong with a request, the answer has no stack trace. */
    @Test
    default void shows_no_stack_traces(RunningServer server, McpConnection connection) throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            checks.stackTraces();
        }
    }

    /** A response carries the id of its request, in the same JSON type. */
    @Test
    default void returns_each_id_in_its_type(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            checks.sameIds();
        }
    }

    /** A tool call without {@code arguments}, or with {@code null}, gets a response and does no harm. */
    @Test
    default void answers_a_call_without_arguments(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            checks.withoutArguments(toolToCallWithoutArguments());
        }
    }

    /** An accepted notification is answered with 202 and no body, and any other one with an HTTP error. */
    @Test
    default void accepts_notifications_without_a_body(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            checks.notifications();
        }
    }

    /** A request in an unknown revision is refused with 400. */
    @Test
    default void refuses_an_unknown_revision(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            checks.unknownRevision();
        }
    }

    /** A request is answered in JSON or as an event stream. */
    @Test
    default void answers_in_a_known_media_type(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpRevisionChecks(checks).contentType();
        }
    }

    /** Session ids are unique and cannot be guessed. */
    @Test
    default void creates_session_ids_at_random(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpRevisionChecks(checks).sessionIds();
        }
    }

    /** A client of 2025-03-26, which sends no header for its revision, is answered. */
    @Test
    default void serves_clients_without_the_revision_header(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpRevisionChecks(checks).withoutHeader();
        }
    }

    /** Errors use neither a code of earlier revisions nor an undefined code of the reserved range. */
    @Test
    default void uses_no_reserved_error_codes(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpRevisionChecks(checks).codes();
        }
    }

    /** An error for {@code initialize} names the revisions of the server. */
    @Test
    default void names_its_revisions_to_older_clients(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpRevisionChecks(checks).initialize();
        }
    }

    /** A stream tells proxies not to buffer it. */
    @Test
    default void asks_proxies_not_to_buffer(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpStreamChecks(checks).buffering(toolToCallWithoutArguments());
        }
    }

    /** The stream of a tool call ends with the response. */
    @Test
    default void ends_streams_with_the_response(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpStreamChecks(checks).end(toolToCallWithoutArguments());
        }
    }

    /** No two events of a session have the same id. */
    @Test
    default void gives_each_event_its_own_id(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpEventChecks(checks, toolToCallWithoutArguments()).unique();
        }
    }

    /** A stream that is resumed has no messages of other streams. */
    @Test
    default void replays_only_the_resumed_stream(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpEventChecks(checks, toolToCallWithoutArguments()).replay();
        }
    }

    /** A stream begins with an event that has an id and no data. */
    @Test
    default void begins_streams_with_an_event_id(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpEventChecks(checks, toolToCallWithoutArguments()).beginning();
        }
    }

    /** A connection that is closed before the response has a {@code retry}. */
    @Test
    default void says_when_to_come_back(RunningServer server, McpConnection connection) throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpEventChecks(checks, toolToCallWithoutArguments()).retry();
        }
    }

    /** A call whose connection is lost is answered when its stream is resumed. */
    @Test
    default void finishes_calls_after_a_lost_connection(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new HttpChecks(server, connection, answersWithin())) {
            new HttpEventChecks(checks, toolToCallWithoutArguments()).lost();
        }
    }
}
