/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the rest of an answer whose connection ended before it: by GET, after the last event, when the server likes.
 */
final class Resumption {

    private final HttpChannel channel;
    private final JsonObject request;
    private final Cursor cursor;

    Resumption(HttpChannel channel, JsonObject request, Cursor cursor) {
        this.channel = channel;
        this.request = request;
        this.cursor = cursor;
    }

    /**
     * Wait as long as the server wants.
     *
     * @param session the session of the request
     * @param broken why there is no answer yet
     * @param deadline of the request
     * @return what to send then
     */
    HttpRequest await(HttpSession session, McpException broken, Deadline deadline) {
        if (cursor.retry().compareTo(deadline.remaining()) >= 0) {
            throw new McpTimeoutException(
                    channel.subject() + " ended its event stream before the response to " + RequestName.of(request)
                            + ", and asked clients to wait " + Durations.print(cursor.retry())
                            + " before it is asked for the rest. That is later than "
                            + Durations.print(deadline.budget()) + " after the request. "
                            + RequestName.adviceWhenLate(request),
                    broken);
        }
        var pause = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, cursor.retry().toMillis(), TimeUnit.MILLISECONDS);
        channel.await(request, pause, pause, deadline);
        return session.get(cursor.lastId());
    }
}
