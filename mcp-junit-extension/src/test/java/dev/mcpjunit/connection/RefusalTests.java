/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.ServerLink;
import dev.mcpjunit.internal.wire.http.HttpWire;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.CannedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a server that does not answer as it should. */
class RefusalTests {

    private static final String INITIALIZED =
            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"serverInfo\":{\"name\":\"n\",\"version\":\"1\"}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'code':'abc','message':'no'}|no integer: \"abc\"",
                "{'code':-32602.5,'message':'no'}|no integer: -32602.5",
                "{'code':null,'message':'no'}|no integer: null",
                "{'message':'no'}|missing"
            })
    void an_error_code_that_is_no_integer_breaks_the_protocol(String error, String problem) {
        String json = error.replace('\'', '"');
        try (var server = new CannedServer(request ->
                        request.string("method").filter("ask"::equals).isPresent()
                                ? CannedServer.error(200, json)
                                : CannedServer.result(INITIALIZED));
                McpConnection connection = McpConnection.builder(new McpEndpoint.Http(server.uri()))
                        .protocol("2025-06-18")
                        .name("odd")
                        .open()) {

            assertThatThrownBy(() -> connection.request("ask", JsonObject.EMPTY))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage("Server 'odd' at " + server.uri() + " answered ask with an error whose code is "
                            + problem + ". JSON-RPC requires an integer, such as -32602. The error was " + json);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'error':'no'|an error that is no object",
                "'result':[1]|a result that is no object",
                "'x':1|neither a result nor an error"
            })
    void an_answer_of_another_shape_is_named_immediately(String member, String problem) {
        String answer = ("{'jsonrpc':'2.0','id':2," + member + "}").replace('\'', '"');
        String script = "read -r a; printf '%s\\n' '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + INITIALIZED
                + "}'; read -r b; read -r c; printf '%s\\n' '" + answer + "'; cat >/dev/null";
        try (var server = new ServerHandle(ServerSpec.command("sh", "-c", script)
                .name("odd")
                .protocol("2025-06-18")
                .build())) {
            McpConnection connection = server.connection();

            assertThatThrownBy(connection::listTools)
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessage("Server 'odd' answered tools/list with " + problem + ": " + answer);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMABLE_HTTP", "SSE"})
    void a_401_is_shown_with_what_the_server_asks_for(Transport transport) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mcp", RefusalTests::unauthorized);
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        try {
            assertThatThrownBy(() -> McpConnection.builder(new McpEndpoint.Http(uri))
                            .protocol("LEGACY")
                            .transport(transport)
                            .open())
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageContaining(
                            "HTTP 401, WWW-Authenticate: Bearer resource_metadata=\"https://auth.example.com\"")
                    .hasMessageContaining("Does the server want a header?");
        } finally {
            server.stop(0);
        }
    }

    private static void unauthorized(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "Bearer resource_metadata=\"https://auth.example.com\"");
            exchange.sendResponseHeaders(401, -1);
        }
    }

    /** A caller that was interrupted has not seen the server end, whatever the server's process says meanwhile. */
    @Test
    void an_interrupted_call_does_not_say_that_the_server_has_ended() throws Exception {
        var asked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var server = new CannedServer(request -> {
            if (request.string("method").filter("hang"::equals).isPresent()) {
                asked.countDown();
                await(release);
            }
            return CannedServer.result(INITIALIZED);
        })) {
            var endpoint = new McpEndpoint.Http(server.uri());
            var link = new ServerLink(
                    "slow",
                    inbox -> new HttpWire("slow", endpoint, inbox, Cookies.IGNORED),
                    () -> Optional.of("Server 'slow' has ended."));
            try (McpConnection connection = McpConnection.open(
                    link,
                    ClientProfile.PLAIN,
                    new ProtocolChoice("2025-06-18"),
                    Duration.ofMinutes(1),
                    Deadline.after(Duration.ofMinutes(1)))) {
                var failure = new CompletableFuture<McpException>();
                var caller = new Thread(() -> {
                    try {
                        connection.request("hang", JsonObject.EMPTY);
                    } catch (McpException interrupted) {
                        failure.complete(interrupted);
                    }
                });
                caller.start();
                asked.await();
                caller.interrupt();

                assertThat(failure.get(1, TimeUnit.MINUTES))
                        .isInstanceOf(McpTimeoutException.class)
                        .hasMessageStartingWith("Interrupted after ")
                        .hasMessageNotContaining("ended");
            } finally {
                release.countDown();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
