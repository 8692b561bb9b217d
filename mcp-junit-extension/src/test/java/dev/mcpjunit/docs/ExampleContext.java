/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.traffic.Traffic;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * What the examples of the documentation may use without declaring it: injected values, and a client of the reader's
 * own.
 */
public abstract class ExampleContext {

    protected McpConnection weather;
    protected McpEndpoint endpoint;
    protected RunningServer server;
    protected Catalog catalog;
    protected FaultInjector faults;
    protected Traffic traffic;
    protected Fleet fleet;
    protected LoadReport load;
    protected ToolResult result;
    protected DriftReport report;
    protected Verdict verdict;
    protected JsonObject json;
    protected ExecutorService executor;
    protected URI uri;
    protected Invoice invoice;
    protected Agent agent;

    protected WeatherClient client;
    protected McpClientTransport transport;

    protected ClientUnderTest connect(McpEndpoint server) {
        WeatherClient client = WeatherClient.connect(server);
        return ClientUnderTest.of(tool -> client.forecast("Oslo"), client);
    }

    protected DeclaredTimeouts timeouts() {
        return DeclaredTimeouts.of("get-forecast", Duration.ofMillis(500));
    }

    protected DeclaredRetries retries() {
        return DeclaredRetries.of("pay", 3);
    }

    protected static Agent agent(McpEndpoint server) {
        return new Agent();
    }

    /** An agent that calls tools. */
    public static final class Agent {
        /**
         * Pays.
         *
         * @param invoice what to pay
         * @return the receipt
         */
        public String pay(Invoice invoice) {
            return invoice.toString();
        }
    }

    /** Something to pay. */
    public record Invoice(long amount) {}

    /** A type that results are mapped to. */
    public record Forecast(String city, double temperature) {}

    /** A client of the reader's own. */
    public static final class WeatherClient implements AutoCloseable {

        /**
         * Connects.
         *
         * @param server the server
         * @param options whatever such a client takes
         * @return the client
         */
        public static WeatherClient connect(Object server, Object... options) {
            return new WeatherClient();
        }

        /**
         * Asks for a forecast.
         *
         * @param city where
         * @return the forecast
         */
        public String forecast(String city) {
            return city;
        }

        /**
         * Books a trip.
         *
         * @param city where
         * @return the booking
         */
        public String book(String city) {
            return city;
        }

        @Override
        public void close() {}
    }

    /** A server of the reader's own. */
    public static final class WeatherServer implements AutoCloseable {

        /**
         * Listens.
         *
         * @param port the port
         * @return the server
         */
        public static WeatherServer listen(int port) {
            return new WeatherServer();
        }

        /**
         * Says where it listens.
         *
         * @return the address
         */
        public URI uri() {
            return URI.create("http://localhost");
        }

        @Override
        public void close() {}
    }
}
