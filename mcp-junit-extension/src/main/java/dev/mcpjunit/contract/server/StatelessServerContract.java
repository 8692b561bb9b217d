/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code StatelessServerContract} holds a server to the promise of revision 2026-07-28: any request can land on any
 * instance.
 *
 * <pre>{@code
 * @McpServer(image = "acme/weather:2", replicas = 3)
 * class WeatherStatelessTest implements StatelessServerContract {
 *     @Override
 *     public List<SampleCall> sampleCalls() {
 *         return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
 *     }
 * }
 * }</pre>
 *
 * <p>The checks send requests of their own, to each replica by itself and past the address in front, and look at
 * status, headers and body. A failing check says what the server did, the rule with its section of the specification,
 * and what to do. What a server does not offer, and what needs replicas where there are none, ends as aborted, with the
 * reason.
 *
 * <p>The class declares one server. To leave a check out, override it and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StatelessServerContract {

    /**
     * Say how long the server may take to answer a request.
     *
     * @return the time; 20 seconds by default; never {@code null}
     */
    default Duration answersWithin() {
        return Duration.ofSeconds(20);
    }

    /**
     * Give calls that must have the same answer at each replica.
     *
     * @return calls that do no harm, whose answers do not change with time; none by default; never {@code null}
     */
    default List<SampleCall> sampleCalls() {
        return List.of();
    }

    /**
     * Give a call that asks its user something.
     *
     * @return a call that does no harm; none by default; never {@code null}
     */
    default Optional<AskingCall> askingCall() {
        return Optional.empty();
    }

    /** Each replica answers {@code server/discover} and speaks the revision. */
    @Test
    default void answers_discover(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).discover();
    }

    /** Tools, prompts, resources and templates are the same at each replica. */
    @Test
    default void lists_the_same_at_each_replica(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).sameLists();
    }

    /** Tools come in the same order each time. */
    @Test
    default void lists_tools_in_the_same_order(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).sameOrder();
    }

    /** The {@link #sampleCalls()} have the same answers at each replica. */
    @Test
    default void answers_alike_at_each_replica(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).sameAnswers(sampleCalls());
    }

    /** The {@link #askingCall()} ends well when each round goes to another replica. */
    @Test
    default void goes_on_at_another_replica(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).rounds(askingCall());
    }

    /** A list that has pages goes on at another replica. */
    @Test
    default void pages_go_on_at_another_replica(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).cursors();
    }

    /**
     * Headers that contradict the body are refused; also those that repeat arguments of the {@link #sampleCalls()},
     * where a tool's schema wants that ({@code x-mcp-header}).
     */
    @Test
    default void refuses_headers_that_contradict_the_body(RunningServer server) throws InterruptedException {
        new HeaderChecks(new StatelessChecks(server, answersWithin())).run(sampleCalls());
    }

    /** No answer has a session id. */
    @Test
    default void mints_no_session(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).noSessions();
    }

    /** Lists do not change by other requests, nor from connection to connection. */
    @Test
    default void lists_do_not_depend_on_earlier_requests(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).noSideEffects(sampleCalls());
    }

    /** Cacheable results say how long and by which clients they may be cached. */
    @Test
    default void says_how_long_results_may_be_kept(RunningServer server) throws InterruptedException {
        new StatelessChecks(server, answersWithin()).cacheFields();
    }
}
