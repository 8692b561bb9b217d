/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import java.io.PrintWriter;
import java.time.Duration;

/** A terminal, whose last line is written again and again, and is empty in the end. */
final class TerminalScreen implements Screen {

    /** A longer line would wrap, and could not be written again. */
    private static final int WIDTH = 78;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PrintWriter terminal;
    private int shown;

    TerminalScreen(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void show(String text) {
        write(text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…");
    }

    @Override
    public void clear() {
        if (shown > 0) {
            write("");
            terminal.print("\r");
            terminal.flush();
        }
    }

    private void write(String line) {
        // Spaces instead of a control sequence, which not every terminal of Windows knows.
        terminal.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        terminal.flush();
        shown = line.length();
    }
}
