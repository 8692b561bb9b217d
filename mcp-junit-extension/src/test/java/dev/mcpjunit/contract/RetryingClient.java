/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client with retries, written by hand: a good one, or one with a flaw as they are found in the field. */
final class RetryingClient implements ClientUnderTest {

    /** What can be wrong with it. */
    enum Flaw {
        NONE,
        /** It tries once more than it says. */
        ONE_TOO_MANY,
        /** It tries once less than it says. */
        ONE_TOO_FEW,
        /** It has no end. */
        NEVER_GIVES_UP,
        /** It goes on trying after it has reported the failure. */
        GOES_ON_BEHIND,
        /** It gives up though the last attempt has succeeded. */
        FORGETS_SUCCESS,
        /** Its caller gets a text when all attempts have failed. */
        ANSWERS_WITH_A_TEXT,
        /** It does not pause. */
        HAMMERS,
        /** It pauses as usual, whatever the server says. */
        IGNORES_RETRY_AFTER,
        /** It waits as long as the server says, however long that is. */
        OBEYS_FOR_EVER,
        /** Each attempt has the id of the first. */
        REUSES_THE_ID,
        /** It repeats what can only fail again. */
        REPEATS_MISTAKES,
        /** It repeats everything, whether or not that may be done twice. */
        REPEATS_EVERYTHING,
        /** Each attempt has all the time that the call has. */
        HAS_NO_DEADLINE,
        /** Each attempt has an idempotency key of its own. */
        NEW_KEY_PER_ATTEMPT,
        /** All calls have the same idempotency key. */
        ONE_KEY_FOR_ALL
    }

    static final Duration PAUSE = Duration.ofMillis(100);
    static final Duration DEADLINE = Duration.ofSeconds(2);
    static final int ATTEMPTS = 3;

    private static final Duration HANDSHAKE = Duration.ofSeconds(20);
    private static final Duration PER_ATTEMPT = Duration.ofMillis(1500);
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_GATEWAY = 502;

    private final HttpCaller http;
    private final Flaw flaw;
    private final boolean keys;
    private final String oneKey = UUID.randomUUID().toString();

    private RetryingClient(HttpCaller http, Flaw flaw, boolean keys) {
        this.http = http;
        this.flaw = flaw;
        this.keys = keys;
    }

    /** A client that repeats what must not be done twice only with keys, or never. */
    static ClientUnderTest connect(McpEndpoint server, Flaw flaw, boolean keys) throws Exception {
        return new RetryingClient(new HttpCaller(server).initialize(HANDSHAKE), flaw, keys);
    }

    private int attempts() {
        return switch (flaw) {
            case ONE_TOO_MANY -> ATTEMPTS + 1;
            case ONE_TOO_FEW -> ATTEMPTS - 1;
            case NEVER_GIVES_UP -> Integer.MAX_VALUE;
            default -> ATTEMPTS;
        };
    }

    @Override
    public Object call(String tool) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        boolean safe = !tool.equals("plan-trip");
        int firstId = http.nextId();
        String key = flaw == Flaw.ONE_KEY_FOR_ALL ? oneKey : UUID.randomUUID().toString();
        Exception last = new IOException("not tried");
        for (int attempt = 1; attempt <= attempts(); attempt++) {
            Duration wait = PAUSE.multipliedBy(1L << Math.min(attempt - 1, 6));
            try {
                int id = attempt == 1 || flaw == Flaw.REUSES_THE_ID ? firstId : http.nextId();
                String sent =
                        flaw == Flaw.NEW_KEY_PER_ATTEMPT ? UUID.randomUUID().toString() : key;
                HttpResponse<String> response = http.send(
                        HttpCaller.call(tool, id),
                        keys ? Map.of("Idempotency-Key", sent) : Map.of(),
                        attemptTimeout(deadline));
                int status = response.statusCode();
                if (status < 400) {
                    JsonObject answer = HttpCaller.answer(response.body(), id);
                    boolean mistake = answer.has("error")
                            || answer.object("result").orElse(JsonObject.EMPTY).has("isError");
                    if (flaw == Flaw.REPEATS_MISTAKES && mistake) {
                        throw new IOException("repeated: " + answer);
                    }
                    if (flaw == Flaw.FORGETS_SUCCESS && attempt > 1) {
                        throw new IllegalStateException("failed before");
                    }
                    if (answer.has("error")) {
                        throw new IllegalArgumentException(answer.toString());
                    }
                    return answer;
                }
                last = new IOException("HTTP " + status);
                boolean notCarriedOut = status == TOO_MANY_REQUESTS || status == 503;
                if (!notCarriedOut && !mayRepeat(safe)) {
                    throw new IllegalStateException("may have been done: HTTP " + status);
                }
                if (status != TOO_MANY_REQUESTS && status < SERVER_ERROR && status != BAD_GATEWAY) {
                    throw new IllegalStateException("HTTP " + status);
                }
                wait = asked(response, wait);
            } catch (IOException | TimeoutException failure) {
                last = failure;
                if (!mayRepeat(safe)) {
                    throw new IllegalStateException("may have been done", failure);
                }
            }
            if (attempt < attempts()) {
                pause(wait, deadline, last);
            }
        }
        if (flaw == Flaw.GOES_ON_BEHIND) {
            var unused = http.begin(HttpCaller.call(tool, http.nextId()), Map.of());
        }
        if (flaw == Flaw.ANSWERS_WITH_A_TEXT) {
            return "Sorry, the weather service is unavailable.";
        }
        throw last;
    }

    private boolean mayRepeat(boolean safe) {
        return safe || keys || flaw == Flaw.REPEATS_EVERYTHING;
    }

    private Duration attemptTimeout(long deadline) {
        if (flaw == Flaw.HAS_NO_DEADLINE) {
            return PER_ATTEMPT;
        }
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        Duration fair = DEADLINE.dividedBy(ATTEMPTS + 1);
        return left.compareTo(fair) < 0 ? left : fair;
    }

    private Duration asked(HttpResponse<String> response, Duration usual) {
        if (flaw == Flaw.IGNORES_RETRY_AFTER) {
            return usual;
        }
        return response.headers()
                .firstValue("retry-after")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(usual);
    }

    private void pause(Duration wait, long deadline, Exception last) throws Exception {
        if (flaw == Flaw.HAMMERS) {
            return;
        }
        boolean bounded = flaw != Flaw.HAS_NO_DEADLINE && flaw != Flaw.OBEYS_FOR_EVER;
        if (bounded && System.nanoTime() + wait.toNanos() - deadline > 0) {
            throw last;
        }
        boolean unused = new CountDownLatch(1).await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
