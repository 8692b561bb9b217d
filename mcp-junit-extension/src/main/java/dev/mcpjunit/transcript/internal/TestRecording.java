/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.traffic.internal.TrafficListener;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptHeader;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** Records what crosses the wire in one test, from its start to {@link #close()}. Bounded and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestRecording implements AutoCloseable {

    private final FrameBuffer buffer;
    private final long startedNanos = System.nanoTime();
    private boolean closed;

    /** Record within a limit. */
    public TestRecording(RecordingLimit limit) {
        this.buffer = new FrameBuffer(limit);
    }

    /** When the recording began, as {@link System#nanoTime()} says it. */
    public long startedNanos() {
        return startedNanos;
    }

    synchronized void add(RawFrame frame) {
        if (!closed) {
            buffer.add(frame);
        }
    }

    /** Note something that explains the frames around it. */
    public void note(String text) {
        add(new RawFrame(System.nanoTime(), "", null, null, Attribution.THIS_TEST, new Event.Note(text)));
    }

    /**
     * Add a line that a server has written.
     *
     * @param nanoTime when, as {@link System#nanoTime()} said it
     */
    public void serverOutput(String server, long nanoTime, Attribution attribution, String line) {
        add(new RawFrame(nanoTime, server, null, null, attribution, new Event.ServerOutput(line)));
    }

    /** The recorder of proxies that only this test uses. */
    public TrafficListener proxies() {
        return new ProxyTape(this::add);
    }

    /** The transcript so far, masked. What takes time is done when it is asked for, which may be after the end. */
    public Supplier<Transcript> transcript(TranscriptHeader header, Masking masking) {
        FrameAssembler frames;
        synchronized (this) {
            frames = new FrameAssembler(buffer.first(), buffer.dropped(), buffer.last());
        }
        return () -> new Transcript(header, frames.assemble(masking));
    }

    /** Record no more and keep nothing. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        buffer.clear();
    }
}
