/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;
import java.net.ProtocolException;

/**
 * A chunked body. Content is handed on as soon as it is there: some servers send the line end of a chunk together with
 * the next chunk only, and a reader that waits for it delays every event by one.
 */
final class ChunkedBody implements BodyDecoder {

    private enum State {
        SIZE,
        EXTENSION,
        DATA,
        DATA_END,
        TRAILER_START,
        TRAILER,
        COMPLETE
    }

    private static final int MOST_DIGITS = 15;

    private State state = State.SIZE;
    private long left;
    private int digits;

    @Override
    public int feed(byte[] bytes, int from, int to, ByteSink content) throws IOException {
        int at = from;
        while (at < to && state != State.COMPLETE) {
            if (state == State.DATA) {
                int end = at + (int) Math.min(left, to - at);
                content.accept(bytes, at, end);
                left -= end - at;
                at = end;
                if (left == 0) {
                    state = State.DATA_END;
                }
            } else {
                frame(bytes[at++]);
            }
        }
        return at;
    }

    /** Take a byte that is not content. */
    private void frame(byte next) throws ProtocolException {
        switch (state) {
            case SIZE -> size(next);
            case EXTENSION -> {
                if (next == '\n') {
                    endSizeLine();
                }
            }
            case DATA_END -> {
                if (next == '\n') {
                    state = State.SIZE;
                } else if (next != '\r') {
                    throw new ProtocolException("A chunk is longer than it says");
                }
            }
            case TRAILER_START -> {
                if (next == '\n') {
                    state = State.COMPLETE;
                } else if (next != '\r') {
                    state = State.TRAILER;
                }
            }
            case TRAILER -> {
                if (next == '\n') {
                    state = State.TRAILER_START;
                }
            }
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void size(byte next) throws ProtocolException {
        int digit = Character.digit(next, 16);
        if (digit >= 0 && digits < MOST_DIGITS) {
            left = left * 16 + digit;
            digits++;
        } else if (next == '\n') {
            endSizeLine();
        } else if (digits > 0 && (next == '\r' || next == ';' || next == ' ' || next == '\t')) {
            state = State.EXTENSION;
        } else {
            throw new ProtocolException("Not the size of a chunk: byte " + next);
        }
    }

    private void endSizeLine() throws ProtocolException {
        if (digits == 0) {
            throw new ProtocolException("A chunk without a size");
        }
        digits = 0;
        state = left == 0 ? State.TRAILER_START : State.DATA;
    }

    @Override
    public boolean isComplete() {
        return state == State.COMPLETE;
    }
}
