/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WireMock without a server of its own: Jetty is never started. */
final class Engine extends WireMockServer {

    private final NoServer server;

    private Engine(WireMockConfiguration options, NoServer server) {
        super(options);
        this.server = server;
    }

    static Engine of(String server) {
        var none = new NoServer();
        WireMockConfiguration options = WireMockConfiguration.wireMockConfig()
                .extensions(none)
                .extensions(services -> List.of(new StubRules(services)))
                .mappingSource(new NoMappingFiles())
                .notMatchedRendererFactory(extensions -> new UnstubbedRequest(server))
                .stubRequestLoggingDisabled(true)
                // It would set properties of the whole JVM.
                .disableOptimizeXmlFactoriesLoading(true);
        return new Engine(options, none);
    }

    StubRequestHandler stubs() {
        return requireNonNull(server.stubs);
    }

    /** The proxy ends with the test, whatever is requested of WireMock. */
    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("WireMock has no server here that could be shut down: its stubs are"
                + " answered by the proxy of the test, which ends with the test. removeMappings() sends all requests to"
                + " the server.");
    }

    /** What WireMock takes for its server. */
    private static final class NoServer implements HttpServerFactory, HttpServer {

        private static final int NONE = -1;

        private @Nullable StubRequestHandler stubs;

        @Override
        public String getName() {
            return "mcp-junit-proxy";
        }

        @Override
        public HttpServer buildHttpServer(
                Options options, AdminRequestHandler adminRequestHandler, StubRequestHandler stubRequestHandler) {
            this.stubs = stubRequestHandler;
            return this;
        }

        @Override
        public void start() {
            // The proxy runs already.
        }

        @Override
        public void stop() {
            // The proxy ends with the test.
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public int port() {
            return NONE;
        }

        @Override
        public int httpsPort() {
            return NONE;
        }
    }

    /** What the journal says of a request without a stub; WireMock would look for the nearest stub at a high price. */
    private static final class UnstubbedRequest extends NotMatchedRenderer {

        private static final int NOT_FOUND = 404;

        private final String server;

        UnstubbedRequest(String server) {
            this.server = server;
        }

        @Override
        protected ResponseDefinition render(Admin admin, ServeEvent serveEvent) {
            return new ResponseDefinition(
                    NOT_FOUND, "No stub matched: the request went on to server '" + server + "'.");
        }
    }
}
