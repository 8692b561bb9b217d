/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings and bodies from files, and the journal of requests without a stub. */
class WireMockFilesTests {

    private final WireMockStubs stubs = WireMockStubs.of("bank");
    private final WireMock wireMock = (WireMock) stubs.client();

    @Test
    void mapping_files_are_loaded_on_request(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("mappings"));
        Files.writeString(
                directory.resolve("mappings/pay.json"),
                "{\"request\": {\"urlPath\": \"/mcp\"}, \"response\": {\"jsonBody\": {\"from\": \"a file\"}}}");
        assertThat(wireMock.allStubMappings().getMappings()).isEmpty();
        wireMock.loadMappingsFrom(directory.toFile());
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri(), act -> {}, config -> config.answeringBy(stubs));
                var client = proxied.client()) {
            assertThat(client.lastCall(1, "pay").readToEnd()).contains("a file");
        }
    }

    @Test
    void bodies_come_from_files() throws IOException {
        wireMock.register(post(anyUrl()).willReturn(ok().withBodyFile("stubbed.json")));
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri(), act -> {}, config -> config.answeringBy(stubs));
                var client = proxied.client()) {
            assertThat(client.lastCall(1, "pay").readToEnd()).contains("the body of a stub");
        }
    }

    @Test
    void requests_forwarded_to_the_server_are_unmatched_in_the_journal() throws IOException {
        wireMock.register(post("/elsewhere").willReturn(ok()));
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri(), act -> {}, config -> config.answeringBy(stubs));
                var client = proxied.client()) {
            client.call(1, "pay").readUntil("\"ok\"");

            assertThat(wireMock.findAllUnmatchedRequests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.getUrl()).isEqualTo("/mcp"));
            assertThat(wireMock.findNearMissesForAllUnmatchedRequests()).isNotEmpty();
        }
    }
}
