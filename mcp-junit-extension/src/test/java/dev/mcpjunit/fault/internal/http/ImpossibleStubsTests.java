/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stub asks for and would not happen is refused in a sentence, never left out. */
class ImpossibleStubsTests {

    private final WireMockStubs stubs = WireMockStubs.of("bank");
    private final WireMock wireMock = (WireMock) stubs.client();

    static Stream<Arguments> refusedImmediately() {
        return Stream.of(
                Arguments.of(
                        canned(aResponse().proxiedFrom("http://bank.example")),
                        "is a proxy to http://bank.example: WireMock reads whole responses before it sends anything, and"
                                + " forgets faults. What no stub matches goes to the server as a stream; faults on what the"
                                + " server answers are FaultInjector's."),
                Arguments.of(canned(ok()).persistent(), "is persistent, but stubs of a test end with the test."),
                Arguments.of(
                        canned(ok("x").withChunkedDribbleDelay(0, 100)),
                        "wants its body in 0 chunks over 100 ms. There must be one chunk at least, and no time is below"
                                + " 0."),
                Arguments.of(
                        canned(ok().withTransformers("upper-case")),
                        "names the WireMock extension 'upper-case', which is not loaded here; there are ["),
                Arguments.of(
                        canned(ok()).withServeEventListener("bell", Map.of()),
                        "names the WireMock extension 'bell', which is not loaded here; there are ["),
                Arguments.of(
                        canned(ok()).withPostServeAction("bell", Map.of()),
                        "names the WireMock extension 'bell', which is not loaded here; there are ["),
                Arguments.of(
                        requestMatching("moon").withName("canned").willReturn(ok()),
                        "names the WireMock extension 'moon', which is not loaded here; there are ["));
    }

    private static MappingBuilder canned(ResponseDefinitionBuilder response) {
        return post(anyUrl()).withName("canned").willReturn(response);
    }

    @ParameterizedTest
    @MethodSource
    void refusedImmediately(MappingBuilder stub, String why) {
        assertThatThrownBy(() -> wireMock.register(stub)).hasMessageStartingWith("WireMock's stub 'canned' " + why);
        assertThat(wireMock.allStubMappings().getMappings()).isEmpty();
    }

    @Test
    void a_stub_does_not_become_impossible_by_an_edit() {
        var stub = wireMock.register(canned(ok()));

        assertThatThrownBy(() -> wireMock.editStubMapping(
                        canned(aResponse().proxiedFrom("http://bank.example")).withId(stub.getId())))
                .hasMessageContaining("is a proxy to http://bank.example");
    }

    static Stream<Arguments> refusedWhenItIsServed() {
        return Stream.of(
                Arguments.of(aResponse().withStatus(103), "answers with status 103, which ends no exchange."),
                Arguments.of(
                        aResponse().withStatus(204).withBody("x"),
                        "gives a response with status 204 a body, which HTTP has no place for."),
                Arguments.of(ok().withChunkedDribbleDelay(2, 10), "dribbles a body that is empty."),
                Arguments.of(ok().withHeader("X-Page", "a\r\nb"), "has a line break in its header X-Page."),
                Arguments.of(ok().withStatusMessage("a\nb"), "has a line break in its status message."),
                Arguments.of(
                        ok().withHeader("X-Sky", "☀"),
                        "has characters in its header X-Sky that HTTP cannot carry there. Encode them."),
                Arguments.of(
                        ok("four").withHeader("Content-Length", "5"),
                        "says Content-Length 5, but its body has 4 bytes. Leave the header out; for an answer that is cut"
                                + " use a Fault."),
                Arguments.of(
                        ok("four").withHeader("Transfer-Encoding", "gzip"),
                        "says Transfer-Encoding gzip; the proxy knows chunked only."));
    }

    @ParameterizedTest
    @MethodSource
    void refusedWhenItIsServed(ResponseDefinitionBuilder response, String why) throws IOException {
        wireMock.register(canned(response));

        assertThat(served()).startsWith("HTTP/1.1 500 ").contains("mcp-junit: WireMock's stub 'canned' " + why);
        assertThat(stubs.problems()).containsExactly("WireMock's stub 'canned' " + why);
    }

    @Test
    void what_wiremock_fails_at_is_told() throws IOException {
        wireMock.register(canned(ok().withBodyFile("no-such-file.json")));

        assertThat(served()).startsWith("HTTP/1.1 500 ").contains("mcp-junit: WireMock could not answer a request: ");
        assertThat(stubs.problems()).singleElement().asString().contains("no-such-file.json");
    }

    private String served() throws IOException {
        try (var server = RawServer.start(request -> request.json(RawClient.result(1)));
                var proxied = new Proxied(server.uri(), act -> {}, config -> config.answeringBy(stubs));
                var client = proxied.client()) {
            String response = client.lastCall(1, "pay").readToEnd();
            assertThat(proxied.only().outcome()).isEqualTo(Outcome.HTTP_ERROR);
            assertThat(server.requests()).isEmpty();
            return response;
        }
    }

    @Test
    void what_belongs_to_a_server_of_its_own_is_refused() {
        assertThatThrownBy(wireMock::shutdown)
                .hasMessage(
                        "WireMock has no server here that could be shut down: its stubs are answered by the proxy of"
                                + " the test, which ends with the test. removeMappings() sends all requests to the server.");
        assertThatThrownBy(wireMock::saveMappings).hasMessage("Stubs of a test are not saved: they end with the test.");
    }
}
