/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.fault.internal.CancellableWait;
import dev.mcpjunit.fault.internal.Incoming;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** An exchange to which a fault happens: the script says what to do, before the server is asked and with its answer. */
final class ScriptedExchange {

    private final ExchangeRecord record;
    private final Script script;
    private final byte[] request;
    private final ServerInput server;
    private final StdioActRunner runner;
    private final CancellableWait wait = new CancellableWait();
    private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean answered;

    ScriptedExchange(
            ExchangeRecord record, Script script, byte[] request, ServerInput server, ExchangeContext context) {
        this.record = record;
        this.script = script;
        this.request = request;
        this.server = server;
        this.runner = new StdioActRunner(record, wait, context);
    }

    ExchangeRecord record() {
        return record;
    }

    /**
     * Begin. What happens immediately happens here, so that messages keep their order.
     *
     * @return what is left to be done, on a thread of its own
     */
    Runnable begin() {
        Script.Opening opening = script.open(record.message());
        if (opening.acts().isEmpty()) {
            boolean forwarded = opening.request().isPresent() && forward();
            return () -> end(() -> forwarded && deliver());
        }
        server.await();
        return () -> end(() -> {
            boolean goesOn;
            try {
                goesOn = runner.run(opening.acts(), Incoming.nothing())
                        && opening.request().isPresent()
                        && forward();
            } finally {
                server.settle();
            }
            return goesOn && deliver();
        });
    }

    private boolean forward() {
        try {
            server.write(request);
            record.forwarded();
            record.accepted();
            return record.isRequest();
        } catch (IOException gone) {
            record.finished(Outcome.SERVER_GONE);
            return false;
        }
    }

    private boolean deliver() throws IOException, InterruptedException {
        while (true) {
            Incoming next = incoming.take();
            if (!next.isMessage()) {
                return false;
            }
            if (!runner.run(script.deliver(next.message(), next.isResponse()), next) || next.isResponse()) {
                return true;
            }
        }
    }

    private interface Steps {
        boolean run() throws IOException, InterruptedException;
    }

    private void end(Steps steps) {
        try {
            boolean unused = steps.run();
        } catch (IOException clientGone) {
            record.finished(Outcome.CLIENT_GONE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            runner.conclude();
            done.countDown();
        }
    }

    /** Take what the server sends. */
    synchronized void take(Incoming fromServer) {
        answered |= fromServer.isResponse();
        incoming.add(fromServer);
    }

    /** Give up, unless the answer is there already. */
    synchronized void serverEnded() {
        if (!answered) {
            record.finished(Outcome.SERVER_GONE);
            abort();
        }
    }

    /** Give up. */
    void abort() {
        wait.cancel();
        incoming.add(Incoming.nothing());
    }

    /** No thread can do it any more. */
    void giveUp() {
        record.finished(Outcome.SERVER_GONE);
        done.countDown();
    }

    void awaitEnd() throws InterruptedException {
        done.await();
    }
}
