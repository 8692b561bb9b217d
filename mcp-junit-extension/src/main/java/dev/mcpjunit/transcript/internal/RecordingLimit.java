/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/**
 * How much a recording keeps: its first frames, which contain the handshake, and its last ones, which explain a
 * failure.
 *
 * @param firstFrames how many of the first frames
 * @param lastFrames how many of the last frames
 * @param bytes how many bytes of bodies and headers in all; the first frames may use a quarter of them
 * @param bodyBytes the largest body that is kept
 * @param shared what all recordings of a run may still keep together, in bytes
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RecordingLimit(int firstFrames, int lastFrames, long bytes, long bodyBytes, AtomicLong shared) {

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long SHARED = 48 * MEBIBYTE;
    private static final int SHARE_OF_HEAP = 16;

    /** The limit for the tests of one run: 48 MiB or a sixteenth of the heap in all, and a twelfth of it for a test. */
    public static RecordingLimit ofRun() {
        long shared = Math.min(SHARED, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        return new RecordingLimit(500, 4_500, shared / 12, MEBIBYTE, new AtomicLong(shared));
    }

    /** Reserve bytes of what all recordings may keep. */
    boolean reserve(long wanted) {
        if (shared.addAndGet(-wanted) >= 0) {
            return true;
        }
        shared.addAndGet(wanted);
        return false;
    }

    /** Give bytes back. */
    void release(long reserved) {
        shared.addAndGet(reserved);
    }
}
