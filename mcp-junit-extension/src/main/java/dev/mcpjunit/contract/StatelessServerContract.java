/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.server.stateless.HeaderChecks;
import dev.mcpjunit.contract.internal.server.stateless.StatelessCallChecks;
import dev.mcpjunit.contract.internal.server.stateless.StatelessChecks;
import dev.mcpjunit.contract.internal.server.stateless.StatelessErrorChecks;
import dev.mcpjunit.contract.internal.server.stateless.StatelessInputChecks;
import dev.mcpjunit.contract.internal.server.stateless.StatelessListChecks;
import dev.mcpjunit.contract.internal.server.stateless.StatelessMessageChecks;
import dev.mcpjunit.contract.internal.server.stateless.SubscriptionChecks;
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
 * {@code StatelessServerContract} holds a server to revision 2026-07-28: any request can land on any instance.
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
 * <p>The checks send requests to each replica, past the address in front, and look at status, headers and body. A
 * failing check says what the server did, the rule with its section of the specification, and what to do. A check that
 * cannot look is aborted, with the reason. The class declares one server. To leave a check out, override and disable
 * it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StatelessServerContract {
    /** Say how long the server may take to answer a request; by default, 20 seconds. */
    default Duration answersWithin() {
        return Duration.ofSeconds(20);
    }

    /**
     * Give calls that must have the same answer at each replica.
     *
     * @return calls that do no harm, even with other strings, and always get the same answer; by default, none
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

    private void run(RunningServer server, StatelessChecks.Check check) throws InterruptedException {
        StatelessChecks.run(server, answersWithin(), check);
    }

    /** Each replica answers {@code server/discover} and speaks the revision. */
    @Test
    default void answers_discover(RunningServer server) throws InterruptedException {
        run(server, StatelessChecks::discover);
    }

    /** Tools, prompts, resources and templates are the same at each replica. */
    @Test
    default void lists_the_same_at_each_replica(RunningServer server) throws InterruptedException {
        run(server, StatelessChecks::sameLists);
    }

    /** Tools come in the same order each time. */
    @Test
    default void lists_tools_in_the_same_order(RunningServer server) throws InterruptedException {
        run(server, StatelessChecks::sameOrder);
    }

    /** The {@link #sampleCalls()} have the same answers at each replica. */
    @Test
    default void answers_alike_at_each_replica(RunningServer server) throws InterruptedException {
        run(server, checks -> checks.sameAnswers(sampleCalls()));
    }

    /** The {@link #askingCall()} ends well when each round goes to another replica. */
    @Test
    default void goes_on_at_another_replica(RunningServer server) throws InterruptedException {
        run(server, checks -> checks.rounds(askingCall()));
    }

    /** A list that has pages goes on at another replica. */
    @Test
    default void pages_go_on_at_another_replica(RunningServer server) throws InterruptedException {
        run(server, StatelessChecks::cursors);
    }

    /** Headers that are not ASCII, or contradict the body or the {@link #sampleCalls()}, are refused. */
    @Test
    default void refuses_headers_that_contradict_the_body(RunningServer server) throws InterruptedException {
        run(server, checks -> new HeaderChecks(checks).run(sampleCalls()));
    }

    /** Integers of the {@link #sampleCalls()} may be written as decimal numbers in headers. */
    @Test
    default void compares_numbers_in_headers_by_value(RunningServer server) throws InterruptedException {
        run(server, checks -> new HeaderChecks(checks).numbers(sampleCalls()));
    }

    /** No answer has a session id. */
    @Test
    default void mints_no_session(RunningServer server) throws InterruptedException {
        run(server, StatelessChecks::noSessions);
    }

    /** Lists do not change by other requests, nor from connection to connection. */
    @Test
    default void lists_do_not_depend_on_earlier_requests(RunningServer server) throws InterruptedException {
        run(server, checks -> checks.noSideEffects(sampleCalls()));
    }

    /** Cacheable results say how long and by which clients they may be cached. */
    @Test
    default void says_how_long_results_may_be_kept(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).cacheFields());
    }

    /** Each result has a {@code resultType}, including those of the {@link #sampleCalls()}. */
    @Test
    default void returns_a_result_type(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).resultType(sampleCalls()));
    }

    /** Messages have the required members, with the right types, also in {@link #sampleCalls()}. */
    @Test
    default void returns_well_formed_results(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).shapes(sampleCalls(), askingCall()));
    }

    /** Unknown and removed methods get 404 and error -32601. */
    @Test
    default void refuses_removed_and_unknown_methods(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessErrorChecks(checks).unknownMethods());
    }

    /** An unknown resource gets error -32602. */
    @Test
    default void refuses_unknown_resources(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessErrorChecks(checks).unknownResource());
    }

    /** A request without its metadata gets 400 and error -32602. */
    @Test
    default void requires_metadata_in_each_request(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).metadata());
    }

    /** A request in an unsupported revision gets an error with the supported ones. */
    @Test
    default void names_its_revisions(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessErrorChecks(checks).revisions());
    }

    /** A cursor of another list gets error -32602. */
    @Test
    default void refuses_foreign_cursors(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).foreignCursors());
    }

    /** Declared lists are answered. */
    @Test
    default void answers_its_lists(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).answersLists());
    }

    /** Header names are not case-sensitive. */
    @Test
    default void accepts_header_names_in_any_case(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).headerNames());
    }

    /** All pages of a list have the same {@code cacheScope}. */
    @Test
    default void keeps_one_cache_scope(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).oneScope());
    }

    /** Keys of {@code _meta} are well formed. */
    @Test
    default void forms_metadata_keys_by_the_rules(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).metaKeys(sampleCalls()));
    }

    /** Each result names the server. */
    @Test
    default void names_itself_in_results(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessMessageChecks(checks).namesItself(sampleCalls()));
    }

    /** During the {@link #sampleCalls()}, no log messages come that were not asked for, and none on subscriptions. */
    @Test
    default void logs_only_when_asked(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessCallChecks(checks).logs(sampleCalls()));
    }

    /** During the {@link #sampleCalls()}, progress is reported only with a token, and increases. */
    @Test
    default void reports_progress_only_with_a_token(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessCallChecks(checks).progress(sampleCalls()));
    }

    /** The {@link #askingCall()} of a client without capabilities asks for nothing. */
    @Test
    default void asks_only_what_the_client_declares(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessInputChecks(checks).onlyDeclared(askingCall()));
    }

    /** The {@link #askingCall()} is not continued with a changed state. */
    @Test
    default void rejects_tampered_state(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessCallChecks(checks).state(askingCall()));
    }

    /** A subscription is acknowledged first. */
    @Test
    default void acknowledges_subscriptions(RunningServer server) throws InterruptedException {
        run(server, checks -> new SubscriptionChecks(checks).acknowledged());
    }

    /** Tools have valid schemas. */
    @Test
    default void declares_valid_schemas(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessListChecks(checks).schemas());
    }

    /** Names of tools are unique and well formed. */
    @Test
    default void names_tools_by_the_rules(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessListChecks(checks).toolNames());
    }

    /** Each {@code x-mcp-header} follows the rules of the specification. */
    @Test
    default void annotates_arguments_by_the_rules(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessListChecks(checks).argumentHeaders());
    }

    /** The server declares the capabilities that it has, including those that the {@link #sampleCalls()} use. */
    @Test
    default void declares_what_it_serves(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessListChecks(checks).declaresServed(sampleCalls()));
    }

    /** Lists are the same for a client with a different name. */
    @Test
    default void lists_the_same_to_all_clients(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessListChecks(checks).clientNames());
    }

    /** An unknown prompt, also in a completion, and missing arguments get error -32602. */
    @Test
    default void refuses_unknown_prompts(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessErrorChecks(checks).unknownPrompt());
    }

    /** An unknown log level gets error -32602. */
    @Test
    default void refuses_unknown_log_levels(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessErrorChecks(checks).unknownLevel());
    }

    /** The streams of the {@link #sampleCalls()} and of the {@link #askingCall()} have no requests. */
    @Test
    default void streams_no_requests(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessCallChecks(checks).streams(sampleCalls(), askingCall()));
    }

    /** The {@link #askingCall()} handles surplus, missing and malformed answers. */
    @Test
    default void takes_unexpected_answers(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessInputChecks(checks).answers(askingCall()));
    }

    /** The {@link #askingCall()} returns a result or an error when the user declines or cancels. */
    @Test
    default void handles_declined_questions(RunningServer server) throws InterruptedException {
        run(server, checks -> new StatelessInputChecks(checks).declined(askingCall()));
    }
}
