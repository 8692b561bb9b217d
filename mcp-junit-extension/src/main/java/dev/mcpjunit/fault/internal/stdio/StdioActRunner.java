/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.ActRunner;
import dev.mcpjunit.fault.internal.CancellableWait;
import dev.mcpjunit.fault.internal.Incoming;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Carries out the acts of a script on the client's side of one exchange. */
final class StdioActRunner implements ActRunner {

    private static final String NAME = "Standard input and output";

    /** Without a pause two writes arrive as one; a client must see that they are two. */
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(20);

    private final ExchangeRecord record;
    private final CancellableWait wait;
    private final ExchangeContext context;
    private final RelayLink client;

    private Incoming incoming = Incoming.nothing();

    /** Whether the client has received something of the acts that were run last. */
    private boolean delivered;

    StdioActRunner(ExchangeRecord record, CancellableWait wait, ExchangeContext context) {
        this.record = record;
        this.wait = wait;
        this.context = context;
        this.client = context.client();
    }

    /**
     * Carry out some acts.
     *
     * @return whether the exchange continues
     */
    boolean run(List<Act> acts, Incoming fromServer) throws IOException, InterruptedException {
        delivered = false;
        incoming = fromServer;
        for (Act act : acts) {
            if (wait.isOver() || !act.on(this)) {
                return false;
            }
        }
        return !wait.isOver();
    }

    private byte[] line(JsonObject message, WireStyle style) {
        byte[] line = message.equals(incoming.message()) ? incoming.bytes() : Line.of(message.toString());
        return style == WireStyle.CRLF ? (new String(line, UTF_8).stripTrailing() + "\r\n").getBytes(UTF_8) : line;
    }

    @Override
    public boolean send(Act.Send act) throws IOException, InterruptedException {
        byte[] line = line(act.message(), act.style());
        if (act.style() == WireStyle.SPLIT) {
            return slowly(act.message(), line, Math.max(1, (line.length + 1) / 2), BETWEEN_WRITES);
        }
        delivered(act.message());
        client.write(line);
        return true;
    }

    @Override
    public boolean sendText(Act.SendText act) throws IOException {
        delivered = true;
        record.finished(Outcome.INVALID);
        client.write(Line.of(act.text()));
        return true;
    }

    @Override
    public boolean sendPart(Act.SendPart act) throws IOException {
        byte[] line = line(act.message(), WireStyle.PLAIN);
        delivered = true;
        client.write(Arrays.copyOf(line, Math.min(line.length, act.bytes())));
        return true;
    }

    @Override
    public boolean drip(Act.Drip act) throws IOException, InterruptedException {
        return slowly(act.message(), line(act.message(), WireStyle.PLAIN), act.bytes(), act.pause());
    }

    /** Nothing else may come in between, because a line cannot be interrupted. */
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
                if (end < line.length && !wait.pause(pause)) {
                    return false;
                }
            }
            return true;
        } finally {
            client.endMessage();
        }
    }

    @Override
    public boolean repeat(Act.Repeat act) throws IOException, InterruptedException {
        for (int i = 0; i < act.times(); i++) {
            JsonObject message = act.message().apply(i);
            record.note(message.string("method").orElse("a message") + " (injected)");
            client.write(Line.of(message.toString()));
            if (!wait.pause(act.pause())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean pause(Act.Pause act) throws InterruptedException {
        return wait.pause(act.duration());
    }

    @Override
    public boolean hold(Act.Hold act) throws InterruptedException {
        return wait.hold(act.gate());
    }

    @Override
    public boolean end(Act.End act) throws IOException {
        if (act.cut() == Cut.HANG) {
            record.finished(Outcome.HUNG);
        } else {
            context.closeOutput();
        }
        return false;
    }

    @Override
    public boolean writeOutput(Act.WriteOutput act) throws IOException {
        client.write(act.text().getBytes(UTF_8));
        return true;
    }

    @Override
    public boolean writeError(Act.WriteError act) throws IOException {
        byte[] text = act.text().getBytes(UTF_8);
        for (int i = 0; i < act.times(); i++) {
            if (wait.isOver()) {
                return false;
            }
            client.errors().write(text);
        }
        return true;
    }

    @Override
    public boolean closeError(Act.CloseError act) throws IOException {
        client.closeErrors();
        return true;
    }

    @Override
    public boolean exit(Act.Exit act) throws IOException {
        context.exit(act.code());
        return false;
    }

    @Override
    public boolean kill(Act.Kill act) throws IOException {
        context.kill();
        return false;
    }

    @Override
    public boolean toServer(Act.ToServer act) throws IOException {
        try {
            context.toServer().accept(act.what());
            return true;
        } catch (RuntimeException failure) {
            record.note("the server could not be made to " + act.what() + ": " + failure.getMessage());
            context.closeOutput();
            return false;
        }
    }

    @Override
    public boolean http(Act.Http act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean sendCompressed(Act.SendCompressed act) {
        return ActRunner.refuse(act, NAME);
    }

    /** The client is about to receive a message. */
    private void delivered(JsonObject message) {
        delivered = true;
        if (record.isAnsweredBy(message)) {
            record.finished(client.isOutputClosed() ? Outcome.CUT : Outcome.of(message));
        } else if (RpcMessage.isResponse(message)) {
            record.finished(Outcome.INVALID);
        }
    }

    /** Nothing more will come: what has no answer by now will have none. */
    void conclude() {
        context.inFlight().remove(record);
        if (!wait.isOver()) {
            record.accepted();
            record.finished(delivered ? Outcome.INVALID : Outcome.HUNG);
        }
    }
}
