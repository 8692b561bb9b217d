/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.CircuitBreakerContract;
import dev.mcpjunit.contract.IsolationContract;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.isolation.ClientIdentity;
import dev.mcpjunit.contract.isolation.DeclaredIsolation;
import dev.mcpjunit.fixtures.notes.NotesFlaw;
import dev.mcpjunit.fixtures.notes.NotesServer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Clients, servers and recordings that break a contract. They run inside of {@link FailingContractsTests} only. */
final class FailingContracts {

    static final String CASSETTE = "failing-contracts-tests";

    private FailingContracts() {}

    /** Opens after three failures, and lets all callers through when its window is over. */
    private static final class Breaker {

        private final Clock clock;
        private int failures;
        private Instant lastFailure = Instant.EPOCH;

        Breaker(Clock clock) {
            this.clock = clock;
        }

        <T> T call(Callable<T> tool) throws Exception {
            refuseIfOpen();
            try {
                T result = tool.call();
                succeeded();
                return result;
            } catch (Exception failure) {
                failed();
                throw failure;
            }
        }

        private synchronized void refuseIfOpen() {
            if (failures >= 3 && !clock.instant().isAfter(lastFailure.plus(Duration.ofSeconds(60)))) {
                throw new IllegalStateException("Circuit breaker is open");
            }
        }

        private synchronized void succeeded() {
            failures = 0;
        }

        private synchronized void failed() {
            failures++;
            lastFailure = clock.instant();
        }
    }

    @McpServer(name = "weather", inProcess = FailingSamples.Weather.class)
    static class Stampede implements CircuitBreakerContract {
        @Override
        public BreakerSubject breaker(BreakerSetup setup) {
            McpConnection client = McpConnection.open(setup.endpoint());
            var breaker = new Breaker(setup.clock());
            return BreakerSubject.of(
                            () -> breaker.call(() -> client.callTool("get-forecast", Map.of("city", "Oslo"))),
                            BreakerSettings.opensAfter(3))
                    .onClock(setup.clock())
                    .closing(client);
        }
    }

    /** A server that shows each client the notes of all. */
    static final class Leaking implements McpServerFactory {
        @Override
        public Started start() {
            NotesServer server = NotesServer.http(NotesFlaw.SHOWS_NOTES_OF_OTHERS);
            return new Started(server.uri(), server);
        }
    }

    @McpServer(name = "notes", inProcess = Leaking.class)
    static class CrossTalk implements IsolationContract {
        @Override
        public DeclaredIsolation isolation() {
            return DeclaredIsolation.between(
                            ClientIdentity.named("alice").header("Authorization", "Bearer token-of-alice"),
                            ClientIdentity.named("bob").header("Authorization", "Bearer token-of-bob"))
                    .writing("save-note", Map.of("text", "a note ${nonce}"))
                    .reading("list-notes", Map.of());
        }
    }

    @McpServer(name = "weather", inProcess = FailingSamples.Weather.class, cassette = CASSETTE)
    @PinnedSchema("${snapshot.file}")
    static class Recorded {
        @Test
        void replays(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
        }
    }

    @McpServer(name = "weather", inProcess = FailingSamples.Weather.class, cassette = CASSETTE)
    static class Missed {
        @Test
        void asksForAnotherCity(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Bergen")))
                    .isSuccess();
        }
    }

    /** Moves the pin to the next edition of the server, as another class does. */
    static final class NewerWeather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEdition(2));
            return new Started(server.uri(), server);
        }
    }

    @McpServer(name = "weather", inProcess = NewerWeather.class)
    @PinnedSchema("${snapshot.file}")
    static class Repinned {
        @Test
        void lists(McpConnection weather) {
            assertFalse(weather.listTools().isEmpty());
        }
    }
}
