/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * How much of what a server sends is kept in memory. Every message about a limit says its value and how to raise it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Limits {

    /** The system property that sets the limit for one message, in MiB. */
    public static final String PROPERTY = "mcp.message.limit";

    /** The environment variable that sets it where the property is absent. */
    public static final String VARIABLE = "MCP_MESSAGE_LIMIT";

    private static final long MIB = 1 << 20;
    private static final long DEFAULT_MIB = 64;

    /** A message is in memory as bytes, as text and as a tree at the same time. */
    private static final long PART_OF_HEAP = 16;

    private Limits() {}

    /** The largest message, event or list that is read, in bytes. */
    public static int messageBytes() {
        return messageBytes(configured(), Runtime.getRuntime().maxMemory());
    }

    static int messageBytes(OptionalLong configuredMib, long heap) {
        long mib = configuredMib.orElse(Math.min(DEFAULT_MIB, heap / PART_OF_HEAP / MIB));
        return (int) (Math.max(1, Math.min(mib, Integer.MAX_VALUE / MIB - 1)) * MIB);
    }

    private static OptionalLong configured() {
        Optional<String> text = Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)));
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get().strip()));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    PROPERTY + " must be a number of MiB, such as 64, and is '" + text.get() + "'", notANumber);
        }
    }

    /** How many bytes of notifications a connection keeps. */
    public static int notificationBytes() {
        return messageBytes() / 4;
    }

    /** The limit for one message, as the end of a sentence that says what exceeds it. */
    public static String messageLimit() {
        return mib(messageBytes()) + ", the limit of mcp-junit for one message. " + howToRaise();
    }

    /** A number of bytes for people. */
    public static String mib(int bytes) {
        return bytes / MIB + " MiB";
    }

    /** How to raise the limits. */
    public static String howToRaise() {
        return "Raise it with -D" + PROPERTY + "=" + 2 * (messageBytes() / MIB)
                + " (in MiB); the heap must be at least " + PART_OF_HEAP + " times as large (-Xmx).";
    }

    /** What to say when the heap was too small. */
    public static String outOfMemory() {
        return "mcp-junit ran out of memory while reading it; the heap has "
                + Runtime.getRuntime().maxMemory() / MIB + " MiB. Give the test JVM a larger one (-Xmx).";
    }
}
