/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.AnswerFault.Compressed.Encoding;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apiguardian.api.API;

/**
 * One step that a proxy takes on the client's side of an exchange. What a fault does is written in these steps, once; a
 * transport only knows how to take each of them.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Act {

    /**
     * Take this step on a transport.
     *
     * @return whether the exchange continues
     * @throws IOException if the client is gone, or cannot get what it should get
     * @throws InterruptedException if the proxy is closed
     */
    boolean on(ActRunner runner) throws IOException, InterruptedException;

    /** What the client gets by it. */
    Delivery delivery();

    /** What the client gets by an act. */
    enum Delivery {
        /** Nothing. */
        NOTHING,
        /** One message, in whole or in part. */
        MESSAGE,
        /** Messages that only a stream can carry. */
        MESSAGES,
        /** A whole response, or the end of one. */
        END
    }

    /** An act that delivers nothing. */
    sealed interface Silent extends Act {
        @Override
        default Delivery delivery() {
            return Delivery.NOTHING;
        }
    }

    /** An act that delivers one message. */
    sealed interface OneMessage extends Act {
        @Override
        default Delivery delivery() {
            return Delivery.MESSAGE;
        }
    }

    /** An act that is or ends a response. */
    sealed interface Ending extends Act {
        @Override
        default Delivery delivery() {
            return Delivery.END;
        }
    }

    /** Deliver a message. */
    record Send(JsonObject message, WireStyle style) implements OneMessage {
        /** Deliver a message as usual. */
        public Send(JsonObject message) {
            this(message, WireStyle.PLAIN);
        }

        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.send(this);
        }
    }

    /** Deliver a text in the place of a message. */
    record SendText(String text) implements OneMessage {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.sendText(this);
        }
    }

    /** Deliver the first bytes of a message, as its transport writes it, and not the rest. */
    record SendPart(JsonObject message, int bytes) implements OneMessage {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.sendPart(this);
        }
    }

    /** Deliver a message as a compressed response. HTTP only. */
    record SendCompressed(JsonObject message, Encoding encoding) implements Ending {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.sendCompressed(this);
        }
    }

    /** Deliver a message slowly: some bytes at a time, with a pause after each. */
    record Drip(JsonObject message, int bytes, Duration pause) implements OneMessage {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.drip(this);
        }
    }

    /** Deliver many messages, with a pause after each. */
    record Repeat(int times, Duration pause, IntFunction<JsonObject> message) implements Act {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.repeat(this);
        }

        @Override
        public Delivery delivery() {
            return Delivery.MESSAGES;
        }
    }

    /** Answer with another HTTP response. HTTP only. */
    record Http(int status, Map<String, String> headers, String body) implements Ending {

        /** In a header, what stands for the address at which the client finds the metadata of the server. */
        public static final String METADATA_ADDRESS = "{metadata}";

        /** The same response, with the address of the metadata. */
        public Http withMetadataAt(String address) {
            var shown = new LinkedHashMap<String, String>();
            headers.forEach((name, value) -> shown.put(name, value.replace(METADATA_ADDRESS, address)));
            return new Http(status, shown, body);
        }

        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.http(this);
        }
    }

    /** Wait for some time. */
    record Pause(Duration duration) implements Silent {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.pause(this);
        }
    }

    /** Wait for the test. */
    record Hold(Gate gate) implements Silent {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.hold(this);
        }
    }

    /** Cut the client's connection. Nothing is delivered after it. */
    record End(Cut cut) implements Ending {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.end(this);
        }
    }

    /** Write to the server's standard error, as the client sees it. Standard input and output only. */
    record WriteError(String text, int times) implements Silent {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.writeError(this);
        }
    }

    /** Write raw text to the server's standard output, as the client sees it. Standard input and output only. */
    record WriteOutput(String text) implements Silent {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.writeOutput(this);
        }
    }

    /** Close the server's standard error, as the client sees it. Standard input and output only. */
    record CloseError() implements Silent {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.closeError(this);
        }
    }

    /** End the process that the client started, with an exit code. Standard input and output only. */
    record Exit(int code) implements Ending {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.exit(this);
        }
    }

    /** Kill the process that the client started. Standard input and output only. */
    record Kill() implements Ending {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.kill(this);
        }
    }

    /** Kill, restart or pause the server itself. */
    record ToServer(ServerAct what) implements Silent {
        @Override
        public boolean on(ActRunner runner) throws IOException, InterruptedException {
            return runner.toServer(this);
        }
    }
}
