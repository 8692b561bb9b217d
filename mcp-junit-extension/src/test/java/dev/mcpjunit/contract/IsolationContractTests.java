/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.isolation.ClientIdentity;
import dev.mcpjunit.contract.isolation.DeclaredIsolation;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.fixtures.notes.NotesFlaw;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.NotesServers;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two clients of a server, with credentials or only sessions of their own, and whose data each of them is shown. */
class IsolationContractTests {

    /** More runs: {@code -Dmcp.load.runs=50}. */
    private static final int RUNS = Integer.getInteger("mcp.load.runs", 2);

    private static final ClientIdentity ALICE =
            ClientIdentity.named("alice").header("Authorization", "Bearer token-of-alice");
    private static final ClientIdentity BOB =
            ClientIdentity.named("bob").header("Authorization", "Bearer token-of-bob");

    private static DeclaredIsolation notesOf(ClientIdentity first, ClientIdentity second) {
        return DeclaredIsolation.between(first, second)
                .writing("save-note", Map.of("text", "a note ${nonce}"))
                .reading("list-notes", Map.of());
    }

    private static VerdictReport verdicts(ServerSpec server, DeclaredIsolation declared) {
        try (Fleet fleet = Fleet.start(List.of(server))) {
            return IsolationProbe.of(declared, fleet.server(server.name())).all();
        }
    }

    private static ServerSpec good() {
        return NotesServers.inProcess("notes", NotesServers.Good.class);
    }

    private static ServerSpec leaking() {
        return NotesServers.inProcess("notes", NotesServers.Leaking.class);
    }

    @Test
    void clients_speak_the_protocol_that_the_server_is_declared_with() {
        Set<String> opened = ConcurrentHashMap.newKeySet();
        try (var server = new CannedServer(request -> {
            String method = request.string("method").orElse("");
            if (method.equals("initialize") || method.equals("server/discover")) {
                opened.add(method + " " + request.at("/params/protocolVersion").orElse(JsonValue.of("")));
            }
            return CannedServer.result(
                    method.equals("initialize")
                            ? "{\"protocolVersion\":\"2025-03-26\",\"capabilities\":{\"tools\":{}},"
                                    + "\"serverInfo\":{\"name\":\"notes\",\"version\":\"1\"}}"
                            : "{\"content\":[]}");
        })) {
            verdicts(
                    ServerSpec.url(server.uri())
                            .name("notes")
                            .protocol("2025-03-26")
                            .build(),
                    notesOf(ALICE, BOB));
        }
        assertThat(opened).containsExactly("initialize \"2025-03-26\"");
    }

    @Test
    void a_server_that_keeps_clients_apart_never_raises_an_alarm() {
        for (int run = 0; run < RUNS; run++) {
            VerdictReport bySession =
                    verdicts(good(), notesOf(ClientIdentity.named("one"), ClientIdentity.named("two")));
            assertThat(bySession.with(Status.PASSED))
                    .containsExactly("keeps reads apart", "keeps later clients apart", "keeps concurrent calls apart");
            assertThat(bySession.of("keeps lists apart"))
                    .hasStatus(Status.NOT_APPLICABLE)
                    .hasMessageContaining("the lists of server 'notes' do not show what clients write");
            verdicts(good(), notesOf(ALICE, BOB)).requirePassed();
        }
    }

    @Test
    void a_server_that_shows_notes_of_others_is_caught_every_time() {
        for (int run = 0; run < RUNS; run++) {
            for (DeclaredIsolation declared :
                    List.of(notesOf(ALICE, BOB), notesOf(ClientIdentity.named("alice"), ClientIdentity.named("bob")))) {
                VerdictReport report = verdicts(leaking(), declared);
                assertThat(report.with(Status.FAILED))
                        .containsExactly(
                                "keeps reads apart", "keeps later clients apart", "keeps concurrent calls apart");
                assertThat(report.of("keeps reads apart"))
                        .hasMessageContaining(
                                "Failed: keeps reads apart: server 'notes' showed client 'alice' data of client"
                                        + " 'bob': the answer to 'list-notes' has nonce")
                        .hasMessageContaining("Timeline:\n  alice called save-note {\"text\":\"a note nonce");
            }
        }
    }

    @Test
    void secrets_of_clients_are_in_no_message() {
        assertThat(verdicts(leaking(), notesOf(ALICE, BOB))
                        .of("keeps reads apart")
                        .message())
                .doesNotContain("token-of-");
    }

    @Test
    void a_client_that_is_not_even_shown_its_own_data_proves_nothing() {
        DeclaredIsolation blind = DeclaredIsolation.between(ALICE, BOB)
                .writing("save-note", Map.of("text", "${nonce}"))
                .reading("echo", Map.of("message", "hello"));

        assertThat(verdicts(leaking(), blind).of("keeps reads apart"))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(
                        "Inconclusive: keeps reads apart: no call that reads showed client 'alice' its own data, so"
                                + " the check could not find data of the other client either. Name calls that show own data:"
                                + " reading(…).");
    }

    @Test
    void a_declaration_without_calls_is_inconclusive() {
        assertThat(verdicts(good(), DeclaredIsolation.between(ALICE, BOB)).with(Status.INCONCLUSIVE))
                .hasSize(4);
    }

    @Test
    void a_call_that_fails_is_inconclusive() {
        assertThat(verdicts(good(), notesOf(ALICE, BOB).reading("no-such-tool", Map.of()))
                        .of("keeps reads apart"))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("the call of 'no-such-tool' by 'alice' failed: ");
    }

    @Test
    void headers_cannot_be_sent_to_a_server_on_standard_input() {
        assertThat(verdicts(NotesServers.stdio("notes", NotesFlaw.NONE), notesOf(ALICE, BOB))
                        .of("keeps reads apart"))
                .hasStatus(Status.NOT_APPLICABLE)
                .hasMessageContaining("runs on standard input and output, where clients send no headers");
    }

    @Test
    void mistakes_of_a_declaration_are_reported_early() {
        DeclaredIsolation declared = DeclaredIsolation.between(ALICE, BOB);
        assertThatThrownBy(() -> declared.writing("save-note", Map.of("text", "hello")))
                .hasMessage("The call of 'save-note' writes nothing that can be found again."
                        + " Put ${nonce} into an argument.");
        assertThatThrownBy(() -> declared.reading("get-note", Map.of("id", "${nonce}")))
                .hasMessageStartingWith("The call of 'get-note' reads, but has ${nonce} in an argument: ");
        assertThatThrownBy(() -> verdicts(good(), declared.exempt("keeps notes", "because")))
                .hasMessageStartingWith(
                        "There is no check 'keeps notes' to exempt. The checks are: keeps reads apart, ");
        assertThatThrownBy(() -> DeclaredIsolation.between(ALICE, ALICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Both clients of the isolation checks are named 'alice', so a message could not say which"
                        + " of them was shown data of the other. Declare two clients with different names:"
                        + " between(ClientIdentity.named(\"alice\"), ClientIdentity.named(\"bob\")).");
        assertThatThrownBy(() -> DeclaredIsolation.between(ALICE, ClientIdentity.named("alice")))
                .hasMessageStartingWith("Both clients of the isolation checks are named 'alice'");
    }

    @Test
    void the_contract_has_the_same_checks_as_tests() {
        Run good = Run.of(GoodTestCase.class);
        assertThat(good.succeeded()).isEqualTo(3);
        assertThat(good.aborted()).hasSize(1);

        Run leaking = Run.of(LeakingTestCase.class);
        assertThat(leaking.failedTests()).hasSize(3).allSatisfy(failure -> assertThat(failure)
                .hasMessageContaining("showed client '"));
    }

    @Test
    void the_page_lists_each_check() throws IOException {
        String page = Files.readString(Path.of("../docs/server-contracts.md"));

        assertThat(Stream.of(IsolationContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> "\n| `" + method.getName() + "` | "))
                .hasSize(4)
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    @McpServer(name = "notes", inProcess = NotesServers.Good.class)
    static class GoodTestCase implements IsolationContract {
        @Override
        public DeclaredIsolation isolation() {
            return notesOf(ALICE, BOB);
        }
    }

    @McpServer(name = "notes", inProcess = NotesServers.Leaking.class)
    static class LeakingTestCase implements IsolationContract {
        @Override
        public DeclaredIsolation isolation() {
            return notesOf(ALICE, BOB);
        }
    }
}
