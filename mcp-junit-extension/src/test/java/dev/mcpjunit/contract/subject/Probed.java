/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;

/** A simple subject for tests that are about something else. */
public final class Probed {

    private Probed() {}

    /** A breaker that opens after some failures in a row, around a client with a timeout. */
    public static BreakerSubject counting(BreakerSetup setup, int failures, Duration timeout) {
        return around(setup, failures, timeout, Duration.ofSeconds(60), true);
    }

    /** The same on real time, with a window. */
    public static BreakerSubject onRealTime(BreakerSetup setup, int failures, Duration window) {
        return around(setup, failures, Duration.ofSeconds(8), window, false);
    }

    private static BreakerSubject around(
            BreakerSetup setup, int failures, Duration timeout, Duration window, boolean virtual) {
        var client = new WeatherClient(setup.endpoint(), timeout);
        CircuitBreakerConfig.Builder config = CircuitBreakerConfig.custom()
                .slidingWindowSize(failures)
                .minimumNumberOfCalls(failures)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(window);
        CircuitBreaker breaker = CircuitBreaker.of(
                "weather", virtual ? config.clock(setup.clock()).build() : config.build());
        BreakerSubject subject = BreakerSubject.of(
                        () -> breaker.executeCallable(client::forecast),
                        BreakerSettings.opensAfter(failures).staysOpenFor(window))
                .closing(client);
        return virtual ? subject.onClock(setup.clock()) : subject;
    }
}
