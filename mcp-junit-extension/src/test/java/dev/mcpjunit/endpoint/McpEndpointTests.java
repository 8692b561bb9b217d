/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class McpEndpointTests {

    private static final McpEndpoint HTTP = new McpEndpoint.Http(
            URI.create("http://user:pass@localhost:8080/mcp?key=hush-4712"),
            Map.of("Authorization", "Bearer hush-4711"));
    private static final McpEndpoint STDIO =
            new McpEndpoint.Stdio(List.of("node", "server.js"), Map.of("TOKEN", "hush-4713"), Path.of("/tmp"));

    @Test
    void an_address_needs_no_cast() {
        assertThat(HTTP.httpUri()).isEqualTo(URI.create("http://user:pass@localhost:8080/mcp?key=hush-4712"));
        assertThat(HTTP.headers()).containsEntry("Authorization", "Bearer hush-4711");
    }

    @Test
    void a_command_needs_no_cast() {
        assertThat(STDIO.stdioCommand()).containsExactly("node", "server.js");
        assertThat(STDIO.stdioEnvironment()).containsEntry("TOKEN", "hush-4713");
        assertThat(STDIO.stdioDirectory()).isEqualTo(Path.of("/tmp"));
    }

    @Test
    void the_wrong_kind_is_refused_with_what_to_use_instead() {
        assertThatThrownBy(STDIO::httpUri)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The server runs on standard input and output (node server.js), so it has no address."
                        + " Use stdioCommand(), or let the server listen on HTTP: transport = STREAMABLE_HTTP.");
        assertThatThrownBy(STDIO::headers).hasMessageContaining("so it has no headers.");
        assertThatThrownBy(HTTP::stdioCommand)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The server listens on HTTP (http://localhost:8080/mcp?…), so it has no command. Use"
                        + " httpUri() and headers(), or run the server on standard input and output:"
                        + " transport = STDIO.");
        assertThatThrownBy(HTTP::stdioEnvironment).hasMessageContaining("so it has no environment.");
        assertThatThrownBy(HTTP::stdioDirectory).hasMessageContaining("so it has no working directory.");
    }

    @Test
    void secrets_are_not_printed() {
        assertThat(HTTP + "\n" + STDIO).doesNotContain("pass", "hush").contains("[Authorization]", "[TOKEN]");
    }
}
