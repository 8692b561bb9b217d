/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import static dev.mcpjunit.contract.client.CallFailure.CALLER_CANCELLATION;
import static dev.mcpjunit.contract.client.CallFailure.CONNECTION_RESET;
import static dev.mcpjunit.contract.client.CallFailure.HTTP_503;
import static dev.mcpjunit.contract.client.CallFailure.INTERNAL_ERROR;
import static dev.mcpjunit.contract.client.CallFailure.INVALID_ARGUMENTS;
import static dev.mcpjunit.contract.client.CallFailure.LOST_RESPONSE;
import static dev.mcpjunit.contract.client.CallFailure.TOOL_ERROR;

import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.subject.HandWrittenBreaker.RefusedException;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.model.ToolResult;
import java.util.Arrays;
import java.util.List;

/** A client with two servers, {@code primary} and {@code fallback}, and a breaker of its own for each. */
final class HandWritten {

    private static final int INVALID_PARAMS = -32602;

    private static final BreakerSettings DECLARED = BreakerSettings.opensAfter(HandWrittenBreaker.THRESHOLD)
            .staysOpenFor(HandWrittenBreaker.WINDOW)
            .closesAfter(HandWrittenBreaker.SUCCESSES)
            .countsSlowCalls(HandWrittenBreaker.SLOW)
            .counts(HTTP_503, CONNECTION_RESET, LOST_RESPONSE, INTERNAL_ERROR)
            .ignores(TOOL_ERROR, INVALID_ARGUMENTS, CALLER_CANCELLATION);

    private final List<Flaw> flaws;
    private final WeatherClient primary;
    private final WeatherClient fallback;
    private final HandWrittenBreaker ofPrimary;
    private final HandWrittenBreaker ofFallback;
    private boolean hasFallenBack;

    private HandWritten(BreakerSetup setup, WeatherClients clients, Flaw... flaws) {
        this.flaws = Arrays.asList(flaws);
        primary = clients.of(setup.endpoint("primary"));
        fallback = clients.of(setup.endpoint("fallback"));
        ofPrimary = new HandWrittenBreaker(setup.clock()::nanoTime, this::isFailure, flaws);
        ofFallback = this.flaws.contains(Flaw.SHARED_BY_ALL_SERVERS)
                ? ofPrimary
                : new HandWrittenBreaker(setup.clock()::nanoTime, this::isFailure, flaws);
    }

    static BreakerSubject subject(BreakerSetup setup, WeatherClients clients, Flaw... flaws) {
        var client = new HandWritten(setup, clients, flaws);
        BreakerSubject subject = BreakerSubject.of(client::forecast, DECLARED)
                .onClock(setup.clock())
                .fallingBackTo("fallback")
                .isolatedFrom("server 'fallback'", () -> client.ofFallback.call(client.fallback::forecast));
        return client.flaws.contains(Flaw.REFUSES_SLOWLY)
                ? subject.declaring(settings -> settings.refusesWithin(HandWrittenBreaker.SLUGGISH.dividedBy(2)))
                : subject;
    }

    private ToolResult forecast() throws Exception {
        try {
            ToolResult result = ofPrimary.call(() -> {
                if (flaws.contains(Flaw.SENDS_TWICE)) {
                    primary.forecast();
                }
                return primary.forecast();
            });
            if (flaws.contains(Flaw.GOES_ON_CALLING_THE_FALLBACK) && hasFallenBack) {
                fallback.forecast();
            }
            return result;
        } catch (RefusedException open) {
            if (flaws.contains(Flaw.DOES_NOT_FALL_BACK)) {
                throw open;
            }
            hasFallenBack = true;
            return fallback.forecast();
        }
    }

    private boolean isFailure(Object outcome) {
        if (outcome instanceof ToolResult result) {
            return result.isError() && flaws.contains(Flaw.COUNTS_TOOL_ERRORS);
        }
        if (outcome instanceof McpErrorException error) {
            return error.code() == INVALID_PARAMS
                    ? flaws.contains(Flaw.COUNTS_INVALID_ARGUMENTS)
                    : !flaws.contains(Flaw.IGNORES_SERVER_ERRORS_OF_RPC);
        }
        return true;
    }
}
