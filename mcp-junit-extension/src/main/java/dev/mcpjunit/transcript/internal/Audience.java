/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

/** Who records a frame. Thread-safe. */
interface Audience {

    /** No test. */
    Audience NONE = frame -> {};

    void hear(RawFrame frame);
}
