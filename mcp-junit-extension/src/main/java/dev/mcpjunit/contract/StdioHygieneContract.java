/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.server.stdio.CancellationChecks;
import dev.mcpjunit.contract.internal.server.stdio.StdioChecks;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code StdioHygieneContract} holds a server to what clients rely on over standard input and output.
 *
 * <pre>{@code
 * @McpServer(command = {"node", "weather.js"})
 * class WeatherStdioTest implements StdioHygieneContract {
 *     @Override
 *     public List<SampleCall> sampleCalls() {
 *         return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
 *     }
 * }
 * }</pre>
 *
 * <p>Each check starts a process of its own and looks at the bytes. A failing check says what the server did, the rule
 * with its section of the specification, and what to do. A check of something that the server does not offer is
 * aborted, with the reason. The revision is the one that the connection to the server speaks.
 *
 * <p>The class declares one server. To leave a check out, override it and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StdioHygieneContract {

    /**
     * Say how long the server may take to exit after the end of its input.
     *
     * @return the time; 5 seconds by default; never {@code null}
     */
    default Duration exitsWithin() {
        return Duration.ofSeconds(5);
    }

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

    /**
     * Give calls during which nothing but messages may be printed: what does not belong there comes from tools more
     * often than not.
     *
     * @return calls that succeed and do no harm; none by default; never {@code null}
     */
    default List<SampleCall> sampleCalls() {
        return List.of();
    }

    /**
     * Standard output carries JSON-RPC messages and nothing else, from the first byte to the last: at startup, in
     * lists, in the {@link #sampleCalls()}, in a call without arguments, in an error, and at the end.
     */
    @Test
    default void writes_only_messages_to_standard_output(RunningServer server, McpConnection connection)
            throws InterruptedException {
        new StdioChecks(server, connection, answersWithin())
                .onlyMessages(exitsWithin(), sampleCalls(), toolToCallWithoutArguments());
    }

    /** The server exits within {@link #exitsWithin()} after the end of its standard input. */
    @Test
    default void exits_when_standard_input_ends(RunningServer server, McpConnection connection)
            throws InterruptedException {
        new StdioChecks(server, connection, answersWithin()).leaves(exitsWithin());
    }

    /** When the server has exited, its child processes have ended. */
    @Test
    default void leaves_no_process_behind(RunningServer server, McpConnection connection) throws InterruptedException {
        new StdioChecks(server, connection, answersWithin()).noOrphans(exitsWithin());
    }

    /** The server still answers while its standard error is not read. */
    @Test
    default void answers_while_standard_error_is_unread(RunningServer server, McpConnection connection)
            throws InterruptedException {
        new StdioChecks(server, connection, answersWithin()).unreadErrors();
    }

    /** A tool call without {@code arguments}, or with {@code null}, gets a response and does no harm. */
    @Test
    default void answers_a_call_without_arguments(RunningServer server, McpConnection connection)
            throws InterruptedException {
        new StdioChecks(server, connection, answersWithin()).withoutArguments(toolToCallWithoutArguments());
    }

    /** A response carries the id of its request, in the same JSON type. */
    @Test
    default void returns_each_id_in_its_type(RunningServer server, McpConnection connection)
            throws InterruptedException {
        new StdioChecks(server, connection, answersWithin()).sameIds();
    }

    /** Cancellations of requests that are unknown or have been answered, and malformed ones, are ignored. */
    @Test
    default void ignores_cancellations_without_a_request(RunningServer server, McpConnection connection)
            throws InterruptedException {
        new CancellationChecks(new StdioChecks(server, connection, answersWithin())).withoutRequest();
    }

    /** Nothing more is sent for a sample call that was cancelled; quick calls show nothing. */
    @Test
    default void sends_nothing_for_a_canceled_call(RunningServer server, McpConnection connection)
            throws InterruptedException {
        new CancellationChecks(new StdioChecks(server, connection, answersWithin())).cancelled(sampleCalls());
    }
}
