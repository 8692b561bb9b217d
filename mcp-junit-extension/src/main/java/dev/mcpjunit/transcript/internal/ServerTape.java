/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.traffic.internal.TrafficListener;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Observer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Hands what crosses the wire of one server to the recordings of the tests that use it. Tests that run concurrently may
 * share the server and its connections: a message belongs to the test whose thread sent it, or to the only test that
 * runs. Where neither can be said, each of the tests records it as uncertain. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ServerTape {

    /** What crosses the wire while no test runs is the handshake of a shared connection, above all. */
    private static final int EARLY_FRAMES = 100;

    private static final long EARLY_BYTES = 256 * 1024;

    /** Records nothing. */
    public static final ServerTape OFF = new ServerTape("", false);

    private final String server;
    private final boolean on;
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<RawFrame> early = new ArrayList<>();
    private long earlyBytes;

    private ServerTape(String server, boolean on) {
        this.server = server;
        this.on = on;
    }

    /** A tape that records. */
    public static ServerTape of(String server) {
        // The clock must start before the first frame.
        Instant unused = RunClock.startedAt();
        return new ServerTape(server, true);
    }

    private static final class Attachment {
        private final TestRecording recording;
        private final Thread thread;
        private boolean shared;

        Attachment(TestRecording recording, Thread thread, boolean shared) {
            this.recording = recording;
            this.thread = thread;
            this.shared = shared;
        }
    }

    /** Let a test that runs on the current thread record from now on. Idempotent. */
    public synchronized void attach(TestRecording recording) {
        if (!on || attachmentOf(recording) != null) {
            return;
        }
        early.forEach(frame -> recording.add(frame.with(Attribution.BEFORE_TEST)));
        attachments.forEach(other -> other.shared = true);
        attachments.add(new Attachment(recording, Thread.currentThread(), !attachments.isEmpty()));
    }

    /**
     * Let a test record no more.
     *
     * @return {@code UNCERTAIN} if another test used the server in the meantime
     */
    public synchronized Attribution detach(TestRecording recording) {
        Attachment attachment = attachmentOf(recording);
        if (attachment == null) {
            return Attribution.THIS_TEST;
        }
        attachments.remove(attachment);
        return attachment.shared ? Attribution.UNCERTAIN : Attribution.THIS_TEST;
    }

    private @Nullable Attachment attachmentOf(TestRecording recording) {
        for (Attachment each : attachments) {
            if (each.recording == recording) {
                return each;
            }
        }
        return null;
    }

    /** Record a connection to the server. */
    public ConnectionTape connection(Carrier carrier, Observer observer) {
        return on ? new ConnectionTape(this, server, carrier, observer) : ConnectionTape.OFF;
    }

    /** The recorder of proxies that all tests share. */
    public TrafficListener proxies() {
        return on ? new ProxyTape(this::anyTest) : TrafficListener.NONE;
    }

    /** The server did something. */
    public void happened(Event event) {
        anyTest(new RawFrame(System.nanoTime(), server, null, null, Attribution.THIS_TEST, event));
    }

    /** The server has ended; a report is only made if a test uses the server. */
    public void ended(Supplier<String> report) {
        synchronized (this) {
            if (attachments.isEmpty()) {
                return;
            }
        }
        happened(new Event.ServerEnded(report.get()));
    }

    /** Who records what the current thread sends, and what answers it. */
    synchronized Audience caller() {
        for (int i = attachments.size() - 1; i >= 0; i--) {
            if (attachments.get(i).thread == Thread.currentThread()) {
                return attachments.get(i).recording::add;
            }
        }
        if (attachments.isEmpty()) {
            return this::beforeTests;
        }
        if (attachments.size() == 1) {
            return attachments.get(0).recording::add;
        }
        List<TestRecording> possible =
                attachments.stream().map(each -> each.recording).toList();
        return frame -> possible.forEach(recording -> recording.add(frame.with(Attribution.UNCERTAIN)));
    }

    /** Record what the server says by itself: it belongs to the only test, or to any of several. */
    synchronized void anyTest(RawFrame frame) {
        if (!on) {
            return;
        }
        if (attachments.isEmpty()) {
            beforeTests(frame);
        } else {
            RawFrame known = attachments.size() == 1 ? frame : frame.with(Attribution.UNCERTAIN);
            attachments.forEach(each -> each.recording.add(known));
        }
    }

    private synchronized void beforeTests(RawFrame frame) {
        if (early.size() < EARLY_FRAMES && earlyBytes + frame.size() <= EARLY_BYTES) {
            early.add(frame);
            earlyBytes += frame.size();
        }
    }
}
