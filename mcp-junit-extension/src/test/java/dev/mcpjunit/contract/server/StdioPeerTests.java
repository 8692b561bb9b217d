/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.StdioPeer;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.RefusesNotifications;
import dev.mcpjunit.fixtures.broken.WaitsForPongs;
import dev.mcpjunit.fixtures.broken.WrongId;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client of a contract reads what belongs to its request, and answers pings. */
class StdioPeerTests {

    private static final ClientDialect DIALECT = ClientDialect.of(new ProtocolRevision("2025-11-25"));

    private static StdioPeer peer(StdioServer server, Duration timeout) {
        return StdioPeer.start(server, DIALECT, timeout);
    }

    private static StdioServer server(Class<?> main) {
        return new StdioServer(
                "weather", new McpEndpoint.Stdio(FixtureCommand.command(main), System.getenv(), Path.of("")));
    }

    @Test
    void pings_of_the_server_are_answered() throws Exception {
        try (var server = server(WaitsForPongs.class);
                var peer = peer(server, Duration.ofSeconds(20))) {
            peer.open();

            assertThat(peer.ask(DIALECT.ping(Ids.number(2))).has("result")).isTrue();
        }
    }

    @Test
    void an_error_without_an_id_is_not_the_answer_where_another_comes() throws Exception {
        try (var server = server(RefusesNotifications.class);
                var peer = peer(server, Duration.ofSeconds(20))) {
            peer.open();
            for (int id = 10; id < 20; id++) {
                peer.tell(DIALECT.notification("notifications/no-such-notification"));

                assertThat(peer.ask(DIALECT.ping(Ids.number(id))).get("id")).isEqualTo(Ids.number(id));
            }
        }
    }

    @Test
    void an_error_without_an_id_is_the_answer_where_no_other_comes() throws Exception {
        try (var server = server(RefusesNotifications.class);
                var peer = peer(server, Duration.ofSeconds(20))) {
            peer.open();
            JsonObject request = DIALECT.request(Ids.number(2), "no/such/method", JsonObject.EMPTY);

            assertThat(MessageParts.errorCode(peer.askWithin(Duration.ofSeconds(1), request)))
                    .isEqualTo(RpcErrors.METHOD_NOT_FOUND);
        }
    }

    @Test
    void a_response_with_another_id_is_no_answer() throws Exception {
        try (var server = server(WrongId.class);
                var peer = peer(server, Duration.ofSeconds(20))) {
            peer.open();

            assertThatThrownBy(() -> peer.askWithin(Duration.ofSeconds(1), DIALECT.ping(Ids.number(2))))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageStartingWith("was not answered within 1 s. Meanwhile, there was a response with another"
                            + " id: {\"jsonrpc\":\"2.0\",\"id\":987654321,");
        }
    }
}
