/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.sdk;

import dev.mcpjunit.fault.Act;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Script;
import dev.mcpjunit.fault.sdk.FaultyTransport.Inbox;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One message of a client, what becomes of it, and the script that it follows if there is one. */
final class Exchange {

    private final String server;
    private final ExchangeRecord entry;
    private final InFlight inFlight;
    private final BlockingQueue<JsonObject> said = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Script script;
    private boolean forwarded;

    Exchange(String server, ExchangeRecord entry, InFlight inFlight) {
        this.server = server;
        this.entry = entry;
        this.inFlight = inFlight;
    }

    JsonObject message() {
        return entry.message();
    }

    /** The server has it. */
    synchronized void forwarded() {
        if (!forwarded) {
            forwarded = true;
            entry.forwarded();
        }
        if (!RpcMessage.isRequest(message())) {
            finished(Outcome.ACCEPTED);
        }
    }

    void finished(Outcome outcome) {
        entry.finished(outcome);
        inFlight.remove(this);
    }

    /**
     * Take what the server says about it.
     *
     * @return whether the client gets it as it is
     */
    boolean take(JsonObject message) {
        // The answer can be quicker than the end of the sending.
        forwarded();
        boolean answer = RpcMessage.isResponseTo(message(), message);
        if (answer) {
            entry.answered();
        } else {
            entry.note(message.string("method").orElse("?"));
        }
        if (script != null) {
            // What comes after the script has ended is swallowed here too.
            said.add(message);
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
     * Follow a script. The send lasts until the exchange has ended, for only a send that fails tells the client at once
     * that its connection is gone.
     */
    Mono<Void> follow(Script followed, Mono<Void> send, Inbox inbox) {
        script = followed;
        return Mono.create(sink -> {
            sink.onCancel(this::abort);
            var thread = new Thread(() -> follow(followed, send, inbox, sink), "mcp-junit faults before " + server);
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void follow(Script followed, Mono<Void> send, Inbox inbox, MonoSink<Void> sink) {
        try {
            if (passes(followed, send, inbox)) {
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

    /** Whether the send is to end well, rather than not at all. */
    private boolean passes(Script followed, Mono<Void> send, Inbox inbox) throws IOException, InterruptedException {
        Script.Opening opening = followed.open(message());
        boolean goesOn = run(opening.acts(), inbox);
        if (opening.request().isEmpty() || !goesOn) {
            inFlight.remove(this);
            return conclude(goesOn);
        }
        if (!RpcMessage.isRequest(message())) {
            send.block();
            return true;
        }
        var failure = new AtomicReference<@Nullable Throwable>();
        send.subscribe(sent -> {}, lost -> {
            failure.set(lost);
            abort();
        });
        while (!isOver()) {
            JsonObject next = said.poll(50, TimeUnit.MILLISECONDS);
            if (next != null) {
                boolean answer = RpcMessage.isResponseTo(message(), next);
                boolean wentOn = run(followed.deliver(next, answer), inbox);
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
        entry.finished(goesOn ? Outcome.SPOILT : Outcome.SILENCE);
        return goesOn;
    }

    /** Do some acts; says whether the exchange goes on. */
    private boolean run(List<Act> acts, Inbox inbox) throws IOException, InterruptedException {
        for (Act act : acts) {
            if (isOver() || !run(act, inbox)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(Act act, Inbox inbox) throws IOException, InterruptedException {
        if (act instanceof Act.Send send) {
            deliver(send.message(), inbox);
        } else if (act instanceof Act.Repeat repeat) {
            for (int i = 0; i < repeat.times() && pause(repeat.pause().toNanos()); i++) {
                JsonObject made = repeat.message().apply(i);
                entry.note(made.string("method").orElse("a message") + " (made up)");
                inbox.deliver(SdkMessages.toSdk(made));
            }
        } else if (act instanceof Act.Pause pause) {
            return pause(pause.duration().toNanos());
        } else if (act instanceof Act.Hold hold) {
            hold.gate().pass(() -> !isOver());
        } else if (act instanceof Act.End end) {
            return end(end.cut());
        } else {
            entry.note("not done, for there is no wire: " + act);
        }
        return !isOver();
    }

    private void deliver(JsonObject message, Inbox inbox) throws IOException {
        if (RpcMessage.isResponseTo(message(), message)) {
            entry.finished(Outcome.of(message));
        } else if (RpcMessage.isResponse(message)) {
            entry.finished(Outcome.SPOILT);
        }
        inbox.deliver(SdkMessages.toSdk(message));
    }

    private boolean end(Cut cut) throws IOException {
        if (cut == Cut.SILENCE) {
            entry.finished(Outcome.SILENCE);
            return false;
        }
        entry.finished(Outcome.CUT);
        throw new IOException(cut == Cut.RESET ? "Connection reset (injected)" : "Connection closed (injected)");
    }

    private boolean pause(long nanos) throws InterruptedException {
        return !over.await(nanos, TimeUnit.NANOSECONDS);
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    /** Let go whatever waits. */
    void abort() {
        over.countDown();
    }
}
