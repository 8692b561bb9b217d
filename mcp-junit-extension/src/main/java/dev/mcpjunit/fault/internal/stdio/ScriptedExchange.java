/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.fault.Script;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** An exchange to which a fault happens: the script says what to do, before the server is asked and with its answer. */
final class ScriptedExchange {

    private final Tracked tracked;
    private final Script script;
    private final byte[] request;
    private final ServerInput server;
    private final ActRunner runner;
    private final Patience patience = new Patience();
    private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean answered;

    ScriptedExchange(Tracked tracked, Script script, byte[] request, ServerInput server, Surroundings surroundings) {
        this.tracked = tracked;
        this.script = script;
        this.request = request;
        this.server = server;
        this.runner = new ActRunner(tracked, patience, surroundings);
    }

    Tracked tracked() {
        return tracked;
    }

    /**
     * Begin. What is to happen at once happens at once, so that messages keep their order.
     *
     * @return what is left to be done, on a thread of its own
     */
    Runnable begin() {
        Script.Opening opening = script.open(tracked.message());
        if (opening.acts().isEmpty()) {
            boolean forwarded = opening.request().isPresent() && forward();
            return () -> end(() -> forwarded && deliver());
        }
        server.await();
        return () -> end(() -> {
            boolean goesOn;
            try {
                goesOn = runner.run(opening.acts(), Incoming.end())
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
            tracked.forwarded();
            tracked.accepted();
            return tracked.isRequest();
        } catch (IOException gone) {
            tracked.finished(Outcome.SERVER_GONE);
            return false;
        }
    }

    private boolean deliver() throws IOException, InterruptedException {
        while (true) {
            Incoming next = incoming.take();
            if (next.isEnd()) {
                return false;
            }
            if (!runner.run(script.deliver(next.message(), next.isAnswer()), next) || next.isAnswer()) {
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
            tracked.finished(Outcome.CLIENT_GONE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            runner.conclude();
            done.countDown();
        }
    }

    /** Take what the server says. */
    synchronized void take(Incoming said) {
        answered |= said.isAnswer();
        incoming.add(said);
    }

    /** Give up, unless the answer is there already. */
    synchronized void serverEnded() {
        if (!answered) {
            tracked.finished(Outcome.SERVER_GONE);
            abort();
        }
    }

    /** Give up. */
    void abort() {
        patience.end();
        incoming.add(Incoming.end());
    }

    /** There is nobody to do it any more. */
    void giveUp() {
        tracked.finished(Outcome.SERVER_GONE);
        done.countDown();
    }

    void awaitEnd() throws InterruptedException {
        done.await();
    }
}
