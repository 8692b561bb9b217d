/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What heads look like on the other side of the proxy. */
class ForwardingTests {

    private static final McpEndpoint.Http SERVER = new McpEndpoint.Http(
            URI.create("http://127.0.0.1:8000/mcp?token=t"), Map.of("Authorization", "Bearer s", "X-Tenant", "one"));
    private static final Origins ORIGINS = new Origins(SERVER.uri(), "http://localhost:9000");

    private static RequestHead toServer(String request) throws ProtocolException {
        return Forwarding.toServer(RequestHead.parse(request), 2, SERVER, ORIGINS, Map.of("Mcp-Name", "other"));
    }

    @Test
    void the_server_gets_what_is_meant_for_it() throws ProtocolException {
        RequestHead head = toServer(
                "POST /mcp HTTP/1.1\r\nHost: localhost:9000\r\nConnection: Upgrade, X-Hop\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: x\r\nX-Hop: 1\r\nExpect: 100-continue\r\nAccept-Encoding: gzip\r\n"
                        + "Transfer-Encoding: chunked\r\nMcp-Name: pay\r\nx-tenant: two\r\nOrigin: http://localhost:9000\r\n\r\n");

        assertThat(head.target()).isEqualTo("/mcp?token=t");
        assertThat(head.headers().toMap())
                .isEqualTo(Map.of(
                        "host", "127.0.0.1:8000",
                        "x-tenant", "two",
                        "authorization", "Bearer s",
                        "mcp-name", "other",
                        "origin", "http://127.0.0.1:8000",
                        "content-length", "2"));
    }

    @Test
    void another_path_gets_no_query_of_the_endpoint() throws ProtocolException {
        assertThat(toServer("GET /.well-known/x HTTP/1.1\r\n\r\n").target()).isEqualTo("/.well-known/x");
    }

    @Test
    void what_points_at_the_server_points_at_the_proxy() throws ProtocolException {
        ResponseHead head = ResponseHead.parse(
                "HTTP/1.1 401 Unauthorized\r\nKeep-Alive: timeout=5\r\n"
                        + "Location: http://localhost:8000/login\r\n"
                        + "WWW-Authenticate: Bearer resource_metadata=\"http://127.0.0.1:8000/.well-known/a\", x=\"http://other/\"\r\n\r\n");

        assertThat(Forwarding.toClient(head, ORIGINS, true).headers().toMap())
                .isEqualTo(Map.of(
                        "location", "http://localhost:9000/login",
                        "www-authenticate",
                                "Bearer resource_metadata=\"http://localhost:9000/.well-known/a\", x=\"http://other/\"",
                        "connection", "close"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, http://localhost:9000",
        "HTTP://LOCALHOST:8000/x, http://localhost:9000/x",
        "http://[::1]:8000?x, http://localhost:9000?x",
        "http://127.0.0.1:80001/x, http://127.0.0.1:80001/x",
        "https://127.0.0.1:8000/x, https://127.0.0.1:8000/x",
        "/relative, /relative"
    })
    void only_addresses_of_the_server_are_changed(String address, String expected) {
        assertThat(ORIGINS.rewrite(address)).isEqualTo(expected);
    }

    @Test
    void a_wait_is_read_in_seconds_or_as_a_date() {
        assertThat(RetryAfter.in(Headers.of(Map.of("Retry-After", "3")))).contains(Duration.ofSeconds(3));
        assertThat(RetryAfter.in(Headers.of(Map.of(
                        "retry-after", "Wed, 21 Oct 2026 07:28:10 GMT", "Date", "Wed, 21 Oct 2026 07:28:00 GMT"))))
                .contains(Duration.ofSeconds(10));
        assertThat(RetryAfter.in(Headers.of(Map.of("Retry-After", "soon")))).isEmpty();
        assertThat(RetryAfter.in(Headers.NONE)).isEmpty();
    }
}
