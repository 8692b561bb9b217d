/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import org.apiguardian.api.API;

/**
 * One thing that a proxy does to the client's side of an exchange. What a fault means is written in these, once; a
 * proxy only knows how to do each of them on its transport.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Act {

    /** Deliver a message. */
    record Send(JsonObject message, WireStyle style) implements Act {
        /** Deliver a message as usual. */
        public Send(JsonObject message) {
            this(message, WireStyle.PLAIN);
        }
    }

    /** Deliver a text where a message belongs. */
    record SendText(String text) implements Act {}

    /** Deliver the first bytes of a message, as its transport writes it, and not the rest. */
    record SendPart(JsonObject message, int bytes) implements Act {}

    /** Deliver a message slowly: so many bytes at a time, with a pause after each. */
    record Drip(JsonObject message, int bytes, Duration pause) implements Act {}

    /** Deliver many messages, with a pause after each. */
    record Repeat(int times, Duration pause, IntFunction<JsonObject> message) implements Act {}

    /** Answer with an HTTP response of one's own. */
    record Http(int status, Map<String, String> headers, String body) implements Act {}

    /** Wait. */
    record Pause(Duration duration) implements Act {}

    /** Wait for the test. */
    record Hold(Gate gate) implements Act {}

    /** End the client's connection, or keep it silent. Nothing is delivered after it. */
    record End(Cut cut) implements Act {}

    /** Write to the client's view of the server's standard error. Standard input and output only. */
    record WriteError(String text, int times) implements Act {}

    /** Write raw bytes to the client's view of the server's standard output. Standard input and output only. */
    record WriteOutput(String text) implements Act {}

    /** Close the client's view of the server's standard error. Standard input and output only. */
    record CloseError() implements Act {}

    /** End the process that the client started, with an exit code. Standard input and output only. */
    record Exit(int code) implements Act {}

    /** Kill the process that the client started, so that it cannot say anything. Standard input and output only. */
    record Kill() implements Act {}

    /** Do something to the server itself. */
    record ToServer(ServerAct what) implements Act {}
}
