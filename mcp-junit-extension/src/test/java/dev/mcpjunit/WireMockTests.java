/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** WireMock as a parameter: on the proxy of the test's server, for this test alone. */
class WireMockTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");
    private static final String SUNNY = "{\"jsonrpc\": \"2.0\", \"id\": {{toJson (jsonPath request.body '$.id')}},"
            + " \"result\": {\"content\": [{\"type\": \"text\", \"text\": \"sunny\"}]}}";

    private static MappingBuilder forecast() {
        return post(anyUrl())
                .withName("forecast")
                .withRequestBody(matchingJsonPath("$.method", equalTo("tools/call")))
                .withRequestBody(matchingJsonPath("$.params.name", equalTo("get-forecast")));
    }

    private static RequestPatternBuilder asked(String method) {
        return postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.method", equalTo(method)));
    }

    @Test
    void each_test_has_stubs_and_a_journal_of_its_own() {
        Run.of(StubsTestCase.class).allSucceeded(11);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class, clientCapabilities = "elicitation")
    static class StubsTestCase {

        private final WireMock ofTheConstructor;

        StubsTestCase(WireMock weather) {
            this.ofTheConstructor = weather;
        }

        @BeforeEach
        void stub(WireMock weather) {
            assertThat(weather).isSameAs(ofTheConstructor);
            weather.register(forecast()
                    .willReturn(okJson(SUNNY).withTransformers("response-template"))
                    .atPriority(9));
        }

        @RepeatedTest(4)
        void aStubAnswers(McpConnection weather, WireMock wireMock, Traffic traffic) {
            assertThat(weather.callTool("get-forecast", OSLO).text()).isEqualTo("sunny");
            assertThat(weather.callTool("count-calls").text()).doesNotContain("sunny");

            wireMock.verifyThat(1, asked("initialize"));
            wireMock.verifyThat(2, asked("tools/call"));
            wireMock.verifyThat(
                    exactly(1),
                    asked("tools/call").withRequestBody(matchingJsonPath("$.params.arguments.city", equalTo("Oslo"))));
            assertThat(traffic.toolCalls().count()).isEqualTo(2);
            assertThat(traffic.toolCalls("get-forecast").reachedServer()).isZero();
            assertThat(traffic.toolCalls("get-forecast").executed()).isZero();
            assertThat(traffic.toolCalls("count-calls").executed()).isOne();
        }

        @Test
        void theSdkSeesItToo(McpSyncClient weather) {
            var request =
                    CallToolRequest.builder("get-forecast").arguments(OSLO).build();

            assertThat(weather.callTool(request).content()).asString().contains("sunny");
            assertThat(weather.listTools().tools()).isNotEmpty();
        }

        @Test
        void faultsOfWireMockHappen(McpConnection weather, WireMock wireMock) {
            wireMock.register(forecast().willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

            assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO))
                    .isInstanceOf(ServerUnreachableException.class);
            wireMock.removeMappings();
            assertThat(weather.callTool("get-forecast", OSLO).text()).doesNotContain("sunny");
        }

        @Test
        void scenariosAreKept(McpConnection weather, WireMock wireMock) {
            wireMock.register(forecast()
                    .inScenario("busy")
                    .whenScenarioStateIs("Started")
                    .willReturn(serviceUnavailable())
                    .willSetStateTo("free"));

            assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO)).hasMessageContaining("HTTP 503");
            assertThat(weather.callTool("get-forecast", OSLO).text()).isEqualTo("sunny");
        }

        @Test
        void questionsOfTheServerComeInBetween(McpConnection weather) {
            weather.onElicitation(question -> ElicitationAnswer.accept(Map.of("confirm", true)));

            assertThat(weather.callTool("book-trip", OSLO).isError()).isFalse();
        }

        @Test
        void faultsHitWhatNoStubAnswers(McpConnection weather, FaultInjector faults) {
            faults.on(Selector.anyToolCall().first()).rpcError(-32050, "not today");

            assertThat(weather.callTool("get-forecast", OSLO).text()).isEqualTo("sunny");
            assertThatThrownBy(() -> weather.callTool("count-calls")).hasMessageContaining("not today");
        }

        @Nested
        class Inner {
            @Test
            void innerClassesHaveItAsWell(McpConnection weather) {
                assertThat(weather.callTool("get-forecast", OSLO).text()).isEqualTo("sunny");
            }

            @Test
            void andNothingIsLeftOfOthers(WireMock weather) {
                assertThat(weather.getServeEvents()).isEmpty();
                assertThat(weather.allStubMappings().getMappings()).hasSize(1);
            }
        }
    }

    @Test
    void each_server_has_its_own() {
        Run.of(TwoServersTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "here", inProcess = Weather.InProcess.class)
    @McpServer(name = "there", inProcess = Weather.InProcess.class)
    static class TwoServersTestCase {
        @Test
        void test(
                @ForServer("here") WireMock wireMock,
                WireMock there,
                @ForServer("here") McpConnection one,
                @ForServer("there") McpConnection other) {
            wireMock.register(forecast().willReturn(okJson(SUNNY).withTransformers("response-template")));

            assertThat(one.callTool("get-forecast", OSLO).text()).isEqualTo("sunny");
            assertThat(other.callTool("get-forecast", OSLO).text()).doesNotContain("sunny");
            wireMock.verifyThat(1, asked("tools/call"));
            there.verifyThat(1, asked("tools/call"));
        }
    }

    @Test
    void a_stub_that_could_not_be_answered_fails_the_test() {
        assertThat(Run.of(ImpossibleTestCase.class).failure())
                .hasMessage("A stub could not be answered as it says, so the client got HTTP 500:\n\n"
                        + "  WireMock's stub 'forecast' dribbles a body that is empty.");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class ImpossibleTestCase {
        @Test
        void test(McpConnection weather, WireMock wireMock) {
            wireMock.register(forecast().willReturn(ok().withChunkedDribbleDelay(2, 10)));
            assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO)).hasMessageContaining("HTTP 500");
        }
    }

    @Test
    void servers_without_http_have_none() {
        assertThat(Run.of(StdioTestCase.class).failure())
                .hasMessage("Parameter 'weather' (WireMock) of " + StdioTestCase.class.getName()
                        + ".test asks for WireMock on server 'weather', but WireMock speaks HTTP, and that server is"
                        + " reached by its standard input and output. Use FaultInjector, which has faults for both, or"
                        + " choose transport = STREAMABLE_HTTP.");
    }

    @McpServer(name = "weather", source = "weather")
    static class StdioTestCase {
        static ServerSpec weather() {
            return Fixture.stdio(WeatherServer.class, "stdio").build();
        }

        @Test
        void test(WireMock weather) {}
    }

    @Test
    void outside_a_test_there_is_none() {
        assertThat(Run.of(TooEarlyTestCase.class).failure())
                .hasMessage(
                        "Parameter 'weather' (WireMock) of " + TooEarlyTestCase.class.getName()
                                + ".tooEarly asks for what each test has for itself. Ask for it in the test or in @BeforeEach.");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class TooEarlyTestCase {
        @BeforeAll
        static void tooEarly(WireMock weather) {}

        @Test
        void never() {}
    }

    @Test
    void wiremock_of_others_is_left_to_them() {
        Run.of(ForeignTestCase.class, NoServerTestCase.class).allSucceeded(2);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Theirs {}

    static class TheirExtension implements ParameterResolver {
        static final WireMock THEIRS = new WireMock(1);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.isAnnotated(Theirs.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return THEIRS;
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @ExtendWith(TheirExtension.class)
    static class ForeignTestCase {
        @Test
        void test(@Theirs WireMock theirs, McpConnection weather) {
            assertThat(theirs).isSameAs(TheirExtension.THEIRS);
        }
    }

    static class ByType implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WireMock.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return TheirExtension.THEIRS;
        }
    }

    @ExtendWith(McpExtension.class)
    @ExtendWith(ByType.class)
    static class NoServerTestCase {
        @Test
        void test(WireMock theirs) {
            assertThat(theirs).isSameAs(TheirExtension.THEIRS);
        }
    }
}
