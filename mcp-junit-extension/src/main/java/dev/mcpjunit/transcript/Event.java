/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** What happened at one moment of a transcript. Later versions may add kinds. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Event {

    /**
     * The head of an HTTP request; the message that it carried follows as an event of its own.
     *
     * @param method for example {@code POST}
     * @param headers names in lower case; repeated headers are joined by a comma
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HttpRequest(String method, Map<String, String> headers) implements Event {
        /** Copy the headers. */
        public HttpRequest {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * The head of an HTTP response; the messages in its body follow as events of their own.
     *
     * @param status for example 200
     * @param headers names in lower case; repeated headers are joined by a comma
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HttpResponse(int status, Map<String, String> headers) implements Event {
        /** Copy the headers. */
        public HttpResponse {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A message: the body of a POST, a line on standard input or output, a JSON answer, or one event of a stream.
     *
     * @param from who sent it
     * @param body what it consisted of
     * @param bytes its size in bytes, without framing
     * @param sse the fields of the server-sent event that carried it; empty for all others
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Message(Direction from, Body body, long bytes, Optional<SseFields> sse) implements Event {}

    /**
     * The fields of a server-sent event besides its data.
     *
     * @param id the id, if the server gave one
     * @param type the type; {@code message} unless the server said otherwise
     * @param retry how long the client should wait before it reconnects, if the server sent that
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record SseFields(Optional<String> id, String type, Optional<Duration> retry) {}

    /**
     * A fault was injected.
     *
     * @param description the fault in words
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Fault(String description) implements Event {}

    /**
     * Something else happened that explains the events around it.
     *
     * @param text what happened
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Note(String text) implements Event {}

    /**
     * An exchange ended for the client.
     *
     * @param outcome how it ended
     * @param duration how long it took since the client sent its message
     * @param reason what the client reports, if it got no answer; one line
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record End(Outcome outcome, Duration duration, Optional<String> reason) implements Event {}

    /**
     * The server wrote a line to its standard error or its log.
     *
     * @param line the line
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ServerOutput(String line) implements Event {}

    /** The server started. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ServerStarted() implements Event {}

    /**
     * The server ended.
     *
     * @param report how it ended, as far as it is known
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ServerEnded(String report) implements Event {}

    /**
     * Frames are missing here, because the limit was reached.
     *
     * @param frames how many
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Dropped(long frames) implements Event {}
}
