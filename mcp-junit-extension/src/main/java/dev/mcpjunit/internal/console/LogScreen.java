/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Standard error that is no terminal: a file, a log of CI, or the channel from a fork to its build. It gets whole
 * lines, and few of them.
 *
 * @param stream the stream to use now; builds replace it while tests run
 */
record LogScreen(Supplier<PrintStream> stream) implements Screen {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void show(String text) {
        stream.get().println("[mcp-junit] " + text);
    }

    @Override
    public void clear() {
        // A log keeps its lines.
    }
}
