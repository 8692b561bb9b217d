/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.contract.isolation.ClientIdentity;
import dev.mcpjunit.contract.isolation.DeclaredIsolation;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.fixtures.json.Json;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.McpService;
import dev.mcpjunit.fixtures.protocol.RpcException;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.testkit.EchoService;
import dev.mcpjunit.testkit.NotesServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What counts as evidence of isolation: errors and lists too, and those of each client. */
class IsolationEvidenceTests {

    private static final DeclaredIsolation DECLARED = DeclaredIsolation.between(
                    ClientIdentity.named("alice").header("Authorization", "alice"),
                    ClientIdentity.named("bob").header("Authorization", "bob"))
            .writing("save", Map.of("text", "a note ${nonce}"))
            .reading("list", Map.of());

    private static Verdict verdict(Class<? extends McpServerFactory> factory, Function<IsolationProbe, Verdict> check) {
        try (Fleet fleet = Fleet.start(List.of(NotesServers.inProcess("notes", factory)))) {
            return check.apply(IsolationProbe.of(DECLARED, fleet.server("notes")));
        }
    }

    @Test
    void data_of_another_client_in_an_error_result_fails() {
        assertThat(verdict(LeaksInResults.class, IsolationProbe::keepsReadsApart))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "server 'notes' showed client 'bob' data of client 'alice': the answer to 'list' has nonce")
                .hasMessageContaining("bob called list {} and got {\"content\"");
    }

    @Test
    void data_of_another_client_in_a_json_rpc_error_fails() {
        assertThat(verdict(LeaksInErrors.class, IsolationProbe::keepsReadsApart))
                .hasStatus(Status.FAILED)
                .hasMessageContaining(
                        "server 'notes' showed client 'bob' data of client 'alice': the answer to 'list' has nonce")
                .hasMessageContaining("bob called list {} and got the error {\"code\":-32602");
    }

    @Test
    void a_leak_to_one_client_outweighs_a_failed_call_of_the_other() {
        assertThat(verdict(LeaksWhileBusy.class, IsolationProbe::keepsConcurrentCallsApart))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("showed client 'bob' data of client 'alice'");
        assertThat(verdict(LeaksWhileReadsFail.class, IsolationProbe::keepsReadsApart))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("showed client 'bob' data of client 'alice'");
    }

    @Test
    void lists_pass_if_each_client_is_shown_its_own_data_and_fail_if_one_is_shown_that_of_the_other() {
        assertThat(verdict(ListsOwn.class, IsolationProbe::keepsListsApart)).hasStatus(Status.PASSED);
        assertThat(verdict(ListsAll.class, IsolationProbe::keepsListsApart))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("showed client 'alice' data of client 'bob': the answer to 'resources/list' has");
    }

    @Test
    void a_list_that_one_client_cannot_read_is_inconclusive() {
        assertThat(verdict(RefusesLists.class, IsolationProbe::keepsListsApart))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("Inconclusive: keeps lists apart: client 'bob' could not read resources/list of"
                        + " server 'notes', although the server declares resources: ")
                .hasMessageContaining("not for you");
    }

    @Test
    void data_of_another_client_in_the_refusal_of_a_list_fails() {
        assertThat(verdict(LeaksInRefusedLists.class, IsolationProbe::keepsListsApart))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("showed client 'bob' data of client 'alice': the answer to 'resources/list' has");
    }

    @Test
    void a_list_that_shows_own_data_to_one_client_only_is_inconclusive() {
        assertThat(verdict(ListsForOne.class, IsolationProbe::keepsListsApart))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("resources/list of server 'notes' showed client 'alice' its own data, but did not"
                        + " show client 'bob' its own");
    }

    private enum Flaw {
        LEAKS_IN_RESULTS,
        LEAKS_IN_ERRORS,
        LEAKS_WHILE_BUSY,
        LEAKS_WHILE_READS_FAIL,
        LISTS_OWN,
        LISTS_ALL,
        LISTS_FOR_ONE,
        REFUSES_LISTS,
        LEAKS_IN_REFUSED_LISTS
    }

    /** Keeps notes for each client, and has one flaw. */
    private static final class NoteService extends EchoService {

        private final Flaw flaw;
        private final Map<String, List<String>> notes;
        private final String client;

        private NoteService(Flaw flaw, Map<String, List<String>> notes, String client) {
            this.flaw = flaw;
            this.notes = notes;
            this.client = client;
        }

        static McpServerFactory.Started with(Flaw flaw) {
            return new NoteService(flaw, new ConcurrentHashMap<>(), "").started();
        }

        @Override
        public McpService forClient(String name) {
            return new NoteService(flaw, notes, name);
        }

        private boolean isAlice() {
            return client.equals("alice");
        }

        private List<String> own() {
            return notes.getOrDefault(client, List.of());
        }

        private List<String> all() {
            return notes.values().stream().flatMap(List::stream).toList();
        }

        @Override
        public ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
            if (tool.equals("save")) {
                notes.computeIfAbsent(client, name -> new CopyOnWriteArrayList<>())
                        .add(String.valueOf(arguments.get("text")));
                return isAlice() && flaw == Flaw.LEAKS_WHILE_BUSY ? fail("busy") : finish("Saved.");
            }
            if (isAlice()) {
                return flaw == Flaw.LEAKS_WHILE_READS_FAIL ? fail("busy") : finish(own().toString());
            }
            return switch (flaw) {
                case LEAKS_IN_RESULTS -> fail("conflict with " + all());
                case LEAKS_IN_ERRORS -> throw RpcException.invalidParams("x".repeat(5_000) + all());
                case LEAKS_WHILE_BUSY, LEAKS_WHILE_READS_FAIL -> finish(all().toString());
                default -> finish(own().toString());
            };
        }

        @Override
        public List<Map<String, Object>> resources() {
            return switch (flaw) {
                case LISTS_OWN -> resources(own());
                case LISTS_ALL -> resources(all());
                case LISTS_FOR_ONE -> resources(isAlice() ? own() : List.of());
                case REFUSES_LISTS, LEAKS_IN_REFUSED_LISTS -> {
                    if (isAlice()) {
                        yield resources(own());
                    }
                    throw RpcException.invalidParams("not for you" + (flaw == Flaw.REFUSES_LISTS ? "" : ": " + all()));
                }
                default -> List.of();
            };
        }

        private static List<Map<String, Object>> resources(List<String> notes) {
            List<Map<String, Object>> resources = new ArrayList<>();
            notes.forEach(note -> resources.add(Json.object("uri", "note:" + resources.size(), "name", note)));
            return resources;
        }
    }

    static final class LeaksInResults implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LEAKS_IN_RESULTS);
        }
    }

    static final class LeaksInErrors implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LEAKS_IN_ERRORS);
        }
    }

    static final class LeaksWhileBusy implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LEAKS_WHILE_BUSY);
        }
    }

    static final class LeaksWhileReadsFail implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LEAKS_WHILE_READS_FAIL);
        }
    }

    static final class ListsOwn implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LISTS_OWN);
        }
    }

    static final class ListsAll implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LISTS_ALL);
        }
    }

    static final class ListsForOne implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LISTS_FOR_ONE);
        }
    }

    static final class RefusesLists implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.REFUSES_LISTS);
        }
    }

    static final class LeaksInRefusedLists implements McpServerFactory {
        @Override
        public Started start() {
            return NoteService.with(Flaw.LEAKS_IN_REFUSED_LISTS);
        }
    }
}
