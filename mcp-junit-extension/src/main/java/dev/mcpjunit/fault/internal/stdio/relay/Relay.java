/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Carries bytes between its standard streams and the bridge in the test, and knows nothing else.
 *
 * <p>Run as {@code java … Relay 127.0.0.1 PORT -- command…} with the token in its environment. There are two
 * connections, so that an error stream that is not read does not stop the output:
 *
 * <ul>
 *   <li>The first carries the hello (token, {@code 'M'}, process id, directory, command, environment), then the
 *       standard input in blocks of a length and so many bytes; length 0 is its end. In the other direction come blocks
 *       of standard output; length 0 closes it, -1 closes the standard error, -2 asks for a byte on the other
 *       connection when all is written, -3 and below end this process with the exit code 0 and above.
 *   <li>The second carries token, {@code 'E'} and process id, then in the other direction the standard error.
 * </ul>
 *
 * <p>One class, and no lambda in it: each would cost a client milliseconds at each start.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Relay extends Thread {

    /**
     * The variable with the token; only this program sees it. If the command is a relay itself, its token follows, and
     * the command gets that one.
     */
    public static final String TOKEN = "MCP_JUNIT_RELAY";

    /** Between two tokens. */
    public static final char NEXT_TOKEN = ' ';

    /** Opens the connection of input and output. */
    public static final int MAIN = 'M';

    /** Opens the connection of the standard error. */
    public static final int ERRORS = 'E';

    /** The largest block. */
    public static final int BLOCK = 1 << 16;

    private static final int BRIDGE_GONE = 70;
    private static final int CLOSE_ERRORS = -1;
    private static final int FLUSHED = -2;
    private static final int EXIT = -3;
    private static final int LAST_WORDS_MILLIS = 1_000;

    private final InputStream from;
    private final OutputStream to;
    private final boolean blocks;

    private Relay(InputStream from, OutputStream to, boolean blocks) {
        this.from = from;
        this.to = to;
        this.blocks = blocks;
        setDaemon(true);
    }

    /**
     * Run until the bridge says how to end.
     *
     * @param args address and port of the bridge, {@code --}, and the command
     */
    public static void main(String[] args) {
        try {
            relay(args);
        } catch (IOException gone) {
            // Not the end of a server, and nothing that a server would exit with.
            say("mcp-junit: the test that started this server has gone (" + gone.getMessage() + ")\n");
            Runtime.getRuntime().halt(BRIDGE_GONE);
        }
    }

    private static void say(String text) {
        try {
            new FileOutputStream(FileDescriptor.err).write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // The exit code says it too.
        }
    }

    private static void relay(String[] args) throws IOException {
        InetAddress address = InetAddress.getByName(args[0]);
        int port = Integer.parseInt(args[1]);
        Map<String, String> environment = new HashMap<>(System.getenv());
        String token = environment.remove(TOKEN);
        if (token == null) {
            throw new IOException(TOKEN.concat(" is not set"));
        }
        int next = token.indexOf(NEXT_TOKEN);
        if (next >= 0) {
            environment.put(TOKEN, token.substring(next + 1));
            token = token.substring(0, next);
        }
        long pid = pid();
        Socket main = new Socket(address, port);
        main.setTcpNoDelay(true);
        main.getOutputStream().write(hello(token, pid, args, environment));
        Socket errors = new Socket(address, port);
        errors.getOutputStream().write(hello(token, pid));

        new Relay(new FileInputStream(FileDescriptor.in), main.getOutputStream(), true).start();
        Relay errorStream = new Relay(errors.getInputStream(), new FileOutputStream(FileDescriptor.err), false);
        errorStream.start();
        var bridge = new DataInputStream(new BufferedInputStream(main.getInputStream(), BLOCK));
        deliver(bridge, errorStream, errors.getOutputStream());
    }

    /** Linux has the number at hand; to load what Java has for it takes longer than everything else here. */
    private static long pid() throws IOException {
        String self = new File("/proc/self").getCanonicalFile().getName();
        return self.matches("\\d+")
                ? Long.parseLong(self)
                : ProcessHandle.current().pid();
    }

    private static byte[] hello(String token, long pid, String[] args, Map<String, String> environment)
            throws IOException {
        var bytes = new ByteArrayOutputStream(BLOCK);
        var out = new DataOutputStream(bytes);
        out.write(token.getBytes(StandardCharsets.US_ASCII));
        out.writeByte(MAIN);
        out.writeLong(pid);
        text(out, System.getProperty("user.dir"));
        out.writeInt(args.length - 3);
        for (int i = 3; i < args.length; i++) {
            text(out, args[i]);
        }
        out.writeInt(environment.size());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            text(out, variable.getKey());
            text(out, variable.getValue());
        }
        return bytes.toByteArray();
    }

    private static byte[] hello(String token, long pid) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(token.getBytes(StandardCharsets.US_ASCII));
        out.writeByte(ERRORS);
        out.writeLong(pid);
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** What the bridge sends goes to the standard output, until it says otherwise. */
    private static void deliver(DataInputStream bridge, Relay errorStream, OutputStream signs) throws IOException {
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        byte[] block = new byte[BLOCK];
        while (true) {
            int length = bridge.readInt();
            if (length > 0) {
                bridge.readFully(block, 0, length);
                output = write(output, block, length);
            } else if (length == 0) {
                output.close();
                output = OutputStream.nullOutputStream();
            } else if (length == FLUSHED) {
                signs.write(1);
            } else {
                awaitLastWords(errorStream);
                if (length == CLOSE_ERRORS) {
                    errorStream.to.close();
                } else {
                    Runtime.getRuntime().halt(EXIT - length);
                }
            }
        }
    }

    /** A client that reads no more is no reason to end: the server would not end either. */
    private static OutputStream write(OutputStream output, byte[] block, int length) {
        try {
            output.write(block, 0, length);
            return output;
        } catch (IOException nobodyReads) {
            return OutputStream.nullOutputStream();
        }
    }

    private static void awaitLastWords(Relay errorStream) {
        try {
            errorStream.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        int head = blocks ? Integer.BYTES : 0;
        byte[] buffer = new byte[head + BLOCK];
        try {
            for (int count; (count = from.read(buffer, head, BLOCK)) >= 0; ) {
                if (blocks) {
                    length(buffer, count);
                }
                to.write(buffer, 0, head + count);
            }
            if (blocks) {
                to.write(new byte[Integer.BYTES]);
            }
        } catch (IOException closed) {
            // The other direction will see that the bridge has gone, if it has.
        }
    }

    private static void length(byte[] buffer, int count) {
        for (int i = 0; i < Integer.BYTES; i++) {
            buffer[i] = (byte) (count >>> (24 - 8 * i));
        }
    }
}
