/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.RefusingServer;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is reported of a server that a test starts, and that does not let the test in. */
class RefusedAtStartTests {

    private static final String LOG = "Last lines of its log:\n    listening\n"
            + "    access denied: the key 4711 belongs to the production system\n";

    @ParameterizedTest
    @EnumSource(names = {"STREAMABLE_HTTP", "SSE"})
    void a_refused_header_is_named_without_its_value_and_the_log_is_shown(Transport transport) {
        refused(transport, 401, "", Map.of("Authorization", "Bearer swordfish"))
                .hasMessageContaining(
                        "\nThe server refused the request despite the values in the header"
                                + " 'Authorization'. Is the value valid for this server, not expired, and allowed to do this?\n")
                .hasMessageContaining(LOG)
                .hasMessageNotContainingAny("swordfish", "Does the server want a header?");
    }

    @Test
    void without_a_header_one_may_be_missing() {
        refused(Transport.STREAMABLE_HTTP, 401, "", Map.of())
                .hasMessageContaining(
                        "\nDoes the server want a header? Give it with 'headers'.\n" + "Last lines of its")
                .hasMessageContaining(LOG);
    }

    @Test
    void several_headers_are_all_named() {
        refused(Transport.STREAMABLE_HTTP, 403, "", Map.of("X-Api-Key", "k", "Authorization", "Bearer swordfish"))
                .hasMessageContaining("in the header 'Authorization' and the header 'X-Api-Key'. Is the value");
    }

    /** Servers that use a library of MCP refuse in its words. */
    @Test
    void a_refusal_with_a_protocol_error_names_the_header() {
        refused(
                        Transport.STREAMABLE_HTTP,
                        401,
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"Unauthorized\"}}",
                        Map.of("Authorization", "Bearer swordfish"))
                .hasMessageContaining(
                        "(HTTP 401) with error -32001: Unauthorized\nThe server refused the request despite the"
                                + " values in the header 'Authorization'.")
                .hasMessageContaining(LOG);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            Transport transport, int status, String body, Map<String, String> headers) {
        var spec = ServerSpec.command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RefusingServer.class.getName(),
                        "${mcp.port}",
                        String.valueOf(status),
                        body)
                .name("safe")
                .protocol("LEGACY")
                .transport(transport);
        headers.forEach(spec::header);
        return assertThatThrownBy(() -> {
                    try (var server = new ServerHandle(spec.build())) {
                        server.connection();
                    }
                })
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("Server 'safe' did not become ready.\n");
    }
}
