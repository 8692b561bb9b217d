/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.Act;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Does the acts of a script to the client's side of one exchange. */
final class ActRunner {

    /** Two writes at once arrive as one; a client shall see that they are two. */
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(20);

    private final Tracked tracked;
    private final Patience patience;
    private final Surroundings surroundings;
    private final RelayLink client;

    /** Whether the client has got something of what was done last. */
    private boolean delivered;

    ActRunner(Tracked tracked, Patience patience, Surroundings surroundings) {
        this.tracked = tracked;
        this.patience = patience;
        this.surroundings = surroundings;
        this.client = surroundings.client();
    }

    /**
     * Do some acts.
     *
     * @param incoming what the server has said
     * @return whether the exchange goes on
     */
    boolean run(List<Act> acts, Incoming incoming) throws IOException, InterruptedException {
        delivered = false;
        for (Act act : acts) {
            if (patience.isOver() || !run(act, incoming)) {
                return false;
            }
        }
        return !patience.isOver();
    }

    private boolean run(Act act, Incoming incoming) throws IOException, InterruptedException {
        if (act instanceof Act.Send send) {
            return send(send.message(), line(send.message(), send.style(), incoming), send.style());
        } else if (act instanceof Act.SendText text) {
            delivered();
            tracked.finished(Outcome.SPOILT);
            client.write(Line.of(text.text()));
        } else if (act instanceof Act.SendPart part) {
            byte[] line = line(part.message(), WireStyle.PLAIN, incoming);
            delivered();
            client.write(Arrays.copyOf(line, Math.min(line.length, part.bytes())));
        } else if (act instanceof Act.Drip drip) {
            byte[] line = line(drip.message(), WireStyle.PLAIN, incoming);
            return slowly(drip.message(), line, drip.bytes(), drip.pause());
        } else if (act instanceof Act.Repeat repeat) {
            return repeat(repeat);
        } else if (act instanceof Act.Pause pause) {
            return patience.pause(pause.duration());
        } else if (act instanceof Act.Hold hold) {
            return patience.hold(hold.gate());
        } else if (act instanceof Act.End end) {
            end(end.cut());
            return false;
        } else if (act instanceof Act.WriteOutput noise) {
            client.write(noise.text().getBytes(UTF_8));
        } else if (act instanceof Act.WriteError error) {
            return writeError(error);
        } else if (act instanceof Act.CloseError) {
            client.closeErrors();
        } else if (act instanceof Act.Exit exit) {
            surroundings.exit(exit.code());
            return false;
        } else if (act instanceof Act.Kill) {
            surroundings.kill();
            return false;
        } else if (act instanceof Act.ToServer to) {
            return toServer(to.what());
        } else {
            tracked.note("not done, for it needs HTTP: " + act);
        }
        return true;
    }

    private static byte[] line(JsonObject message, WireStyle style, Incoming incoming) {
        byte[] line = message.equals(incoming.message()) ? incoming.line() : Line.of(message.toString());
        if (style != WireStyle.CRLF) {
            return line;
        }
        return (new String(line, UTF_8).stripTrailing() + "\r\n").getBytes(UTF_8);
    }

    private boolean send(JsonObject message, byte[] line, WireStyle style) throws IOException, InterruptedException {
        if (style == WireStyle.SPLIT) {
            return slowly(message, line, Math.max(1, (line.length + 1) / 2), BETWEEN_WRITES);
        }
        delivered(message);
        client.write(line);
        return true;
    }

    /** Nothing else may come in between, for a line cannot be interrupted. */
    private boolean slowly(JsonObject message, byte[] line, int bytes, Duration pause)
            throws IOException, InterruptedException {
        client.beginMessage();
        try {
            for (int at = 0; at < line.length; at += bytes) {
                int end = Math.min(line.length, at + bytes);
                if (end == line.length) {
                    delivered(message);
                }
                client.write(line, at, end);
                if (end < line.length && !patience.pause(pause)) {
                    return false;
                }
            }
            return true;
        } finally {
            client.endMessage();
        }
    }

    private boolean repeat(Act.Repeat repeat) throws IOException, InterruptedException {
        for (int i = 0; i < repeat.times(); i++) {
            JsonObject message = repeat.message().apply(i);
            tracked.note(message.string("method").orElse("a message") + " (made up)");
            client.write(Line.of(message.toString()));
            if (!patience.pause(repeat.pause())) {
                return false;
            }
        }
        return true;
    }

    private void end(Cut cut) throws IOException {
        if (cut == Cut.SILENCE) {
            tracked.finished(Outcome.SILENCE);
        } else {
            surroundings.closeOutput();
        }
    }

    private boolean writeError(Act.WriteError error) throws IOException {
        byte[] text = error.text().getBytes(UTF_8);
        for (int i = 0; i < error.times(); i++) {
            if (patience.isOver()) {
                return false;
            }
            client.errors().write(text);
        }
        return true;
    }

    private boolean toServer(ServerAct what) throws IOException {
        try {
            surroundings.toServer().accept(what);
            return true;
        } catch (RuntimeException failure) {
            tracked.note("the server could not be made to " + what + ": " + failure.getMessage());
            surroundings.closeOutput();
            return false;
        }
    }

    /** The client is about to get a message. */
    private void delivered(JsonObject message) {
        delivered();
        if (RpcMessage.isResponseTo(tracked.message(), message)) {
            tracked.finished(client.isOutputClosed() ? Outcome.CUT : Outcome.of(message));
        } else if (RpcMessage.isResponse(message)) {
            tracked.finished(Outcome.SPOILT);
        }
    }

    private void delivered() {
        delivered = true;
    }

    /** Nothing more is to come: what has no answer by now will have none. */
    void conclude() {
        surroundings.inFlight().remove(tracked);
        if (!patience.isOver()) {
            tracked.accepted();
            tracked.finished(delivered ? Outcome.SPOILT : Outcome.SILENCE);
        }
    }
}
