/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.internal.trial.Call;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * How a call of a client ended.
 *
 * @param call as its caller saw it
 * @param executed how often the server executed calls of the tool meanwhile
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Outcome(Call call, FailureSignal signal, long executed) {

    private static final int CAUSES = 20;

    /** Whether the caller got an ordinary result, and the server executed the call. */
    public boolean isAnswered() {
        return call.succeeded() && !call.isReportedBy(signal) && executed > 0;
    }

    /** Whether the caller knows that the call failed. */
    public boolean isReported() {
        return call.isReportedBy(signal);
    }

    /** How it ended, in words that follow "the caller". */
    public String ending() {
        if (!call.succeeded() || isAnswered()) {
            return call.ending();
        }
        return isReported()
                ? "got " + call.gist().replace("an ordinary result", "an error result")
                : "got an ordinary result, though the server executed no call";
    }

    /** Everything that the caller can read about the failure. */
    public String text() {
        return call.failure() == null
                ? String.valueOf(call.value())
                : Stream.iterate(call.failure(), Objects::nonNull, Throwable::getCause)
                        .limit(CAUSES)
                        .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage())
                        .collect(Collectors.joining("\n"));
    }
}
