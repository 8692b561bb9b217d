/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.fault.internal.Quietly;
import dev.mcpjunit.fault.internal.stdio.relay.Relay;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections to one relay. What is written here appears on the output streams of the process that the client has
 * started. Thread-safe.
 *
 * <p>Two locks: one is held for a message, which may be dripped, the other for a block, so that the process can be
 * ended in the middle of a message.
 */
final class RelayLink implements Closeable {

    private static final int CLOSE_OUTPUT = 0;
    private static final int CLOSE_ERRORS = -1;
    private static final int FLUSHED = -2;
    private static final int EXIT = -3;
    private static final int FLUSH_MILLIS = 1_000;

    private final Socket main;
    private final Socket errors;
    private final DataInputStream input;
    private final DataOutputStream output;
    private final ReentrantLock message = new ReentrantLock();
    private final Object block = new Object();
    private volatile boolean outputClosed;
    private volatile boolean errorsClosed;

    RelayLink(Socket main, DataInputStream input, Socket errors) throws IOException {
        this.main = main;
        this.errors = errors;
        this.input = input;
        this.output = new DataOutputStream(main.getOutputStream());
    }

    /** Read the client's input until its end. */
    void readInput(LineCutter lines) throws IOException {
        byte[] buffer = new byte[Relay.BLOCK];
        for (int length; (length = input.readInt()) != 0; ) {
            if (length < 0 || length > buffer.length) {
                throw new IOException("A block of " + length + " bytes");
            }
            input.readFully(buffer, 0, length);
            lines.feed(buffer, length);
        }
        lines.end();
    }

    /** Wait until the relay has gone. */
    void awaitEnd() throws IOException {
        if (input.read() >= 0) {
            throw new IOException("Input after the end of input");
        }
        throw new EOFException();
    }

    /** Keep everybody else from writing until the message is complete. May be taken twice by the same thread. */
    void beginMessage() {
        message.lock();
    }

    /** Let others write again. */
    void endMessage() {
        message.unlock();
    }

    /** Write a message, or whatever else shall not be torn apart. */
    void write(byte[] bytes) throws IOException {
        beginMessage();
        try {
            write(bytes, 0, bytes.length);
        } finally {
            endMessage();
        }
    }

    /** Write a part of a message. */
    void write(byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; at += Relay.BLOCK) {
            int length = Math.min(to - at, Relay.BLOCK);
            byte[] framed = new byte[Integer.BYTES + length];
            ByteBuffer.wrap(framed).putInt(length).put(bytes, at, length);
            synchronized (block) {
                if (outputClosed) {
                    return;
                }
                output.write(framed);
            }
        }
    }

    boolean isOutputClosed() {
        return outputClosed;
    }

    /** Close the standard output; what is written later is lost. */
    void closeOutput() throws IOException {
        synchronized (block) {
            if (!outputClosed) {
                outputClosed = true;
                output.writeInt(CLOSE_OUTPUT);
            }
        }
    }

    /** Close the standard error; what is written later is lost. */
    void closeErrors() throws IOException {
        synchronized (block) {
            if (!errorsClosed) {
                errorsClosed = true;
                errors.shutdownOutput();
                output.writeInt(CLOSE_ERRORS);
            }
        }
    }

    /** Wait until everything so far is on the output; not for long, for a client need not read it. */
    void flush() throws IOException {
        synchronized (block) {
            output.writeInt(FLUSHED);
        }
        errors.setSoTimeout(FLUSH_MILLIS);
        try {
            int unused = errors.getInputStream().read();
        } catch (SocketTimeoutException nobodyReads) {
            // Then it is lost, as what does not fit into a pipe.
        }
    }

    /** End the process that the client has started. */
    void exit(int code) throws IOException {
        synchronized (block) {
            outputClosed = true;
            if (!errorsClosed) {
                errorsClosed = true;
                errors.shutdownOutput();
            }
            output.writeInt(EXIT - code);
        }
    }

    /** The standard error. */
    OutputStream errors() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (!errorsClosed) {
                    errors.getOutputStream().write(bytes, from, length);
                }
            }

            @Override
            public void close() throws IOException {
                closeErrors();
            }
        };
    }

    @Override
    public void close() {
        Quietly.close(main);
        Quietly.close(errors);
    }
}
