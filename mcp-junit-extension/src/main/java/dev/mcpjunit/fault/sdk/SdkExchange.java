/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.sdk;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.ActRunner;
import dev.mcpjunit.fault.internal.CancellableWait;
import dev.mcpjunit.fault.internal.ResponseCorrelator;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.fault.sdk.FaultyTransport.Inbox;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One message of a client, what becomes of it, and the script that it follows if a fault happens to it. */
final class SdkExchange implements ActRunner {

    private static final String NAME = "A transport without bytes";

    private final String server;
    private final ExchangeRecord record;
    private final ResponseCorrelator<SdkExchange> inFlight;
    private final Inbox inbox;
    private final BlockingQueue<JsonObject> fromServer = new LinkedBlockingQueue<>();
    private final CancellableWait wait = new CancellableWait();
    private volatile @Nullable Script script;

    SdkExchange(String server, ExchangeRecord record, ResponseCorrelator<SdkExchange> inFlight, Inbox inbox) {
        this.server = server;
        this.record = record;
        this.inFlight = inFlight;
        this.inbox = inbox;
    }

    /** The server has it. */
    void forwarded() {
        record.forwarded();
        if (!record.isRequest()) {
            finished(Outcome.ACCEPTED);
        }
    }

    void finished(Outcome outcome) {
        record.finished(outcome);
        inFlight.remove(this);
    }

    /**
     * Take what the server sends for it.
     *
     * @return whether the client gets it unchanged
     */
    boolean take(JsonObject message) {
        // The answer can be quicker than the end of the sending.
        forwarded();
        record.sentByServer(message);
        boolean answer = record.isAnsweredBy(message);
        if (script != null) {
            // What comes after the script has ended is swallowed here too.
            fromServer.add(message);
            if (answer) {
                inFlight.remove(this);
            }
            return false;
        }
        if (answer) {
            finished(Outcome.of(message));
        }
        return true;
    }

    /**
     * Follow a script. The send lasts until the exchange has ended, because only a send that fails shows the client
     * immediately that its connection is gone.
     */
    Mono<Void> follow(Script followed, Mono<Void> send) {
        script = followed;
        return Mono.create(sink -> {
            sink.onCancel(this::abort);
            var thread = new Thread(() -> follow(followed, send, sink), "mcp-junit faults before " + server);
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void follow(Script followed, Mono<Void> send, MonoSink<Void> sink) {
        try {
            if (passes(followed, send)) {
                sink.success();
            }
        } catch (IOException cut) {
            sink.error(cut);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failedSend) {
            sink.error(failedSend);
        }
    }

    /** Whether the send is to succeed, rather than never to end. */
    private boolean passes(Script followed, Mono<Void> send) throws IOException, InterruptedException {
        Script.Opening opening = followed.open(record.message());
        boolean goesOn = run(opening.acts());
        if (opening.request().isEmpty() || !goesOn) {
            inFlight.remove(this);
            return conclude(goesOn);
        }
        if (!record.isRequest()) {
            send.block();
            return true;
        }
        var failure = new AtomicReference<@Nullable Throwable>();
        send.subscribe(sent -> {}, lost -> {
            failure.set(lost);
            abort();
        });
        while (!wait.isOver()) {
            JsonObject next = fromServer.poll(50, TimeUnit.MILLISECONDS);
            if (next != null) {
                boolean answer = record.isAnsweredBy(next);
                boolean wentOn = run(followed.deliver(next, answer));
                if (answer || !wentOn) {
                    return conclude(wentOn);
                }
            }
        }
        Throwable lost = failure.get();
        if (lost != null) {
            throw new IOException("The transport could not send the message", lost);
        }
        return false;
    }

    /** What has no answer by now will have none. */
    private boolean conclude(boolean goesOn) {
        record.finished(goesOn ? Outcome.INVALID : Outcome.HUNG);
        return goesOn;
    }

    /** Carry out some acts; says whether the exchange continues. */
    private boolean run(List<Act> acts) throws IOException, InterruptedException {
        for (Act act : acts) {
            if (wait.isOver() || !act.on(this) || wait.isOver()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean send(Act.Send act) throws IOException {
        if (record.isAnsweredBy(act.message())) {
            record.finished(Outcome.of(act.message()));
        } else if (RpcMessage.isResponse(act.message())) {
            record.finished(Outcome.INVALID);
        }
        inbox.deliver(SdkMessages.toSdk(act.message()));
        return true;
    }

    @Override
    public boolean repeat(Act.Repeat act) throws IOException, InterruptedException {
        for (int i = 0; i < act.times() && wait.pause(act.pause()); i++) {
            JsonObject message = act.message().apply(i);
            record.note(message.string("method").orElse("a message") + " (injected)");
            inbox.deliver(SdkMessages.toSdk(message));
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
            return false;
        }
        record.finished(Outcome.CUT);
        throw new IOException(act.cut() == Cut.RESET ? "Connection reset (injected)" : "Connection closed (injected)");
    }

    @Override
    public boolean sendText(Act.SendText act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean sendPart(Act.SendPart act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean sendCompressed(Act.SendCompressed act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean drip(Act.Drip act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean http(Act.Http act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean writeError(Act.WriteError act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean writeOutput(Act.WriteOutput act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean closeError(Act.CloseError act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean exit(Act.Exit act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean kill(Act.Kill act) {
        return ActRunner.refuse(act, NAME);
    }

    @Override
    public boolean toServer(Act.ToServer act) {
        return ActRunner.refuse(act, NAME);
    }

    /** Release whatever waits. */
    void abort() {
        wait.cancel();
    }
}
