/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpecBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** What every test with a hostile peer checks: the failure is clear, comes in time, and is fit for a terminal. */
public final class Hostile {

    /** Generous for a busy machine, and far below any timeout that a test could wait for by mistake. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int LONGEST_MESSAGE = 20_100;

    private Hostile() {}

    /** Something that a hostile peer makes fail. */
    interface Step {
        void run(McpConnection connection);
    }

    /** Start the server, take a step, and check the failure; returns its message. */
    static String failure(ServerSpecBuilder spec, Step step) {
        long began = System.nanoTime();
        Throwable failure = catchThrowable(() -> {
            try (var server = new ServerHandle(spec.build())) {
                step.run(server.connection());
            }
        });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
        assertThat(failure).isNotNull().isNotInstanceOf(VirtualMachineError.class);
        return clear(failure);
    }

    /** Check that a failure has a message that can be printed as it is. */
    public static String clear(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        assertThat(message).hasSizeBetween(10, LONGEST_MESSAGE);
        assertThat(failure).isNotInstanceOf(VirtualMachineError.class);
        // JUnit prints the causes too, with what libraries quote in their messages.
        for (String text : new String[] {message, printed(failure)}) {
            assertThat(text.chars()
                            .filter(character -> "\n\t".indexOf(character) < 0 && Character.isISOControl(character)))
                    .isEmpty();
            assertThat(text).doesNotContain("\u202e", "\u2066", "\u200b", "planted-secret");
        }
        return message;
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
