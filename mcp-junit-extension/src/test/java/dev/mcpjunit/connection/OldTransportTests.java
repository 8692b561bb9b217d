/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.wiring.SdkClientKind;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.SdkSseServer;
import dev.mcpjunit.testkit.SseServer;
import io.modelcontextprotocol.client.McpSyncClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of HTTP+SSE: asked for by name, and found out where an address is all that is known. */
class OldTransportTests {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private static ServerSpecBuilder at(URI uri) {
        return ServerSpec.url(uri).name("old");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "SSE"})
    void the_java_sdk_serves_it(Transport transport) {
        try (var server = new SdkSseServer();
                var old = new ServerHandle(at(server.uri())
                        .transport(transport)
                        .clientCapabilities(List.of("elicitation"))
                        .build());
                var wire = new TestProxies(false)) {
            for (McpConnection connection : List.of(old.connection(), wire.connection(old))) {
                connection.onElicitation(form -> ElicitationAnswer.accept(Map.of("name", "Ada")));

                assertThat(connection.server().protocol()).hasToString("2024-11-05");
                assertThat(connection.listTools()).hasSize(1);
                assertThat(connection.callTool("greet").text()).isEqualTo("Hello Ada");

                server.announce();
                Awaiting.until(BOUND, () -> assertThat(connection.notifications())
                        .extracting(message -> message.string("method").orElse(""))
                        .contains("notifications/tools/list_changed"));
                assertThat(connection.findings()).isEmpty();
            }
            assertThat(wire.traffic().toolCalls("greet").count()).isEqualTo(1);
        }
    }

    @Test
    void its_own_client_is_given_the_same_transport() {
        try (var server = new SdkSseServer();
                var old = new ServerHandle(
                        at(server.uri()).transport(Transport.SSE).build())) {
            var client = (McpSyncClient) old.sdkClient(SdkClientKind.SYNC);

            assertThat(client.listTools().tools()).hasSize(1);
        }
    }

    @Test
    void a_class_asks_for_it_by_its_annotation() {
        assertThat(Run.of(AnnotatedTestCase.class).succeeded()).isEqualTo(1);
    }

    @McpServer(name = "old", source = "address", transport = Transport.SSE)
    static class AnnotatedTestCase {

        private static final SseServer SERVER = new SseServer(SseServer.ENDPOINT, OldTransportTests::answer);

        static URI address() {
            return SERVER.uri();
        }

        @AfterAll
        static void stop() {
            SERVER.close();
        }

        @Test
        void lists(McpConnection old) {
            assertThat(old.listTools()).isEmpty();
        }
    }

    @Test
    void an_address_of_which_nothing_is_known_is_tried_both_ways() {
        try (var server = new SseServer(SseServer.ENDPOINT, OldTransportTests::answer);
                var old = new ServerHandle(at(server.uri()).build())) {

            assertThat(old.connection().server().name()).isEqualTo("old");
            assertThat(old.connection().listTools()).isEmpty();
        }
    }

    @Test
    void who_asks_for_streamable_http_gets_nothing_else() {
        try (var server = new SseServer(SseServer.ENDPOINT, OldTransportTests::answer);
                var old = new ServerHandle(
                        at(server.uri()).transport(Transport.STREAMABLE_HTTP).build())) {

            assertThatThrownBy(old::connection).cause().hasMessageContaining("answered initialize with HTTP 405");
            assertThat(server.streams()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405})
    void what_refuses_both_is_told_of_both(int status) {
        try (var server = new CannedServer(request -> new CannedServer.Answer(status, "text/plain", "no"));
                var old = new ServerHandle(at(server.uri()).build())) {

            assertThatThrownBy(old::connection)
                    .cause()
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageStartingWith(
                            "Server 'old' at " + server.uri() + " answered initialize with HTTP " + status + ": no")
                    .hasMessageEndingWith("\nNor does it speak HTTP+SSE, which came before: Server 'old' at "
                            + server.uri() + " answered GET with HTTP " + status
                            + ", where the HTTP+SSE transport opens an event stream.\n"
                            + "Is this the path of its stream, often /sse?");
        }
    }

    @Test
    void an_error_that_comes_with_the_status_is_not_lost() {
        try (var server =
                        new CannedServer(request -> CannedServer.error(400, "{\"code\":-32600,\"message\":\"bad\"}"));
                var old = new ServerHandle(at(server.uri()).build())) {

            assertThatThrownBy(old::connection)
                    .cause()
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageContaining("answered initialize (HTTP 400) with error -32600: bad\n")
                    .hasMessageContaining("\nNor does it speak HTTP+SSE, which came before: ");
        }
    }

    @Test
    void another_status_says_nothing_about_the_transport() {
        try (var server = new CannedServer(request -> new CannedServer.Answer(401, "text/plain", "who?"));
                var old = new ServerHandle(at(server.uri()).build())) {

            assertThatThrownBy(old::connection)
                    .cause()
                    .hasMessageEndingWith("HTTP 401: who?\nDoes the server want a header? Give it with 'headers'.");
        }
    }

    @Test
    void the_newest_revision_is_not_spoken_over_the_oldest_transport() {
        try (var server = new SseServer(SseServer.ENDPOINT, OldTransportTests::answer);
                var old = new ServerHandle(at(server.uri())
                        .transport(Transport.SSE)
                        .protocol("MODERN")
                        .build())) {

            assertThatThrownBy(old::connection)
                    .cause()
                    .hasMessage("Server 'old' is reached over HTTP+SSE, which ends with the handshake era, but"
                            + " protocol = MODERN is [2026-07-28]. Use protocol = AUTO, or transport ="
                            + " STREAMABLE_HTTP.");
        }
    }

    private static String answer(JsonObject message) {
        if (!message.has("id")) {
            return ": noted\n\n";
        }
        return message.string("method").filter("initialize"::equals).isPresent()
                ? SseServer.initialized()
                : SseServer.result("{\"tools\":[]}");
    }
}
