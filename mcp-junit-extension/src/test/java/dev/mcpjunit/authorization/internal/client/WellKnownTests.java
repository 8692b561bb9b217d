/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which metadata of a resource is about a server. */
class WellKnownTests {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:1/mcp, http://localhost:1/mcp, true",
        "http://localhost:1/mcp/, http://localhost:1/mcp, true",
        "HTTP://LOCALHOST:1, http://localhost:1/mcp, true",
        "https://h:443/mcp, https://h/mcp, true",
        "http://localhost:1/mcp#fragment, http://localhost:1/mcp, false",
        "http://localhost:1/mc, http://localhost:1/mcp, false",
        "http://localhost:2/mcp, http://localhost:1/mcp, false",
        "http://localhost:1/mcp/more, http://localhost:1/mcp, false",
        "http://localhost:1/mcp?tenant=a, http://localhost:1/mcp?tenant=a, true",
        "http://localhost:1/mcp, http://localhost:1/mcp?tenant=a, true",
        "http://localhost:1/mcp?tenant=b, http://localhost:1/mcp?tenant=a, false",
        "http://localhost:1/mcp?tenant=b, http://localhost:1/mcp, false",
        "http://other.example.com@localhost:1/mcp, http://localhost:1/mcp, false",
        "http://localhost:1/mcp, http://localhost:1/mcp/../other, false",
        "http://localhost:1/mcp, http://localhost:1/mcp/%2E%2e/other, false",
        "http://localhost:1/mcp/../other, http://localhost:1/mcp/../other, true",
        "mcp, http://localhost:1/mcp, false",
        "'', http://localhost:1/mcp, false"
    })
    void which_resource_is_the_server(String named, URI used, boolean same) {
        assertThat(WellKnown.isResource(named, used.toString())).isEqualTo(same);
    }
}
