/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.internal.console.Progress.Wish;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress on the console")
@SuppressWarnings("try") // progress is closed and has no other use
class ProgressBoardTests {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final StringWriter terminal = new StringWriter();
    private long now;

    private ProgressBoard board(Screen screen) {
        return new ProgressBoard(screen, () -> now, (pause, task) -> tasks.add(task));
    }

    private ProgressBoard logging() {
        return board(new LogScreen(() -> new PrintStream(log, true, StandardCharsets.UTF_8)));
    }

    private List<String> logged() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Let seconds go by; the board looks once in each. */
    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            now += Duration.ofSeconds(1).toNanos();
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            }
        }
    }

    @Test
    @DisplayName("is a line every 30 s where there is no terminal")
    void logs() {
        var wait = logging().begin(elapsed -> "waiting for " + elapsed);

        pass(29);
        assertThat(logged()).isEmpty();
        pass(1);
        assertThat(logged()).containsExactly("[mcp-junit] waiting for PT30S");
        pass(60);
        wait.close();
        pass(60);

        assertThat(logged())
                .containsExactly(
                        "[mcp-junit] waiting for PT30S",
                        "[mcp-junit] waiting for PT1M",
                        "[mcp-junit] waiting for PT1M30S");
        assertThat(tasks).isEmpty();
    }

    @Test
    @DisplayName("says nothing about many short waits in a row")
    void shortWaits() {
        ProgressBoard board = logging();

        for (int i = 0; i < 10; i++) {
            try (var unused = board.begin(elapsed -> "short")) {
                pass(20);
            }
        }

        assertThat(logged()).isEmpty();
    }

    @Test
    @DisplayName("shows all waits in one line, without control characters")
    void oneLine() {
        ProgressBoard board = logging();
        var first = board.begin(elapsed -> "server 'a'\u001b[2J\nlate");
        var second = board.begin(elapsed -> "server 'b'");

        pass(30);

        assertThat(logged()).containsExactly("[mcp-junit] server 'a'\\u{1B}[2J\\nlate | server 'b'");
        first.close();
        second.close();
    }

    @Test
    @DisplayName("writes the line of a terminal again, and leaves it empty")
    void terminal() {
        ProgressBoard board = board(new TerminalScreen(new PrintWriter(terminal)));
        var wait = board.begin(elapsed -> elapsed.toSeconds() == 1 ? "a long text" : "short");

        pass(2);
        assertThat(terminal.toString()).isEqualTo("\ra long text\rshort      ");
        wait.close();

        assertThat(terminal.toString()).isEqualTo("\ra long text\rshort      \r     \r");
    }

    @Test
    @DisplayName("never fills a terminal's line, which would wrap")
    void narrow() {
        ProgressBoard board = board(new TerminalScreen(new PrintWriter(terminal)));
        var wait = board.begin(elapsed -> "x".repeat(200));

        pass(1);

        assertThat(terminal.toString()).isEqualTo("\r" + "x".repeat(77) + "…");
        wait.close();
    }

    @Test
    @DisplayName("is off while only runs go on that do not want it")
    void off() {
        ProgressBoard board = logging();
        var hidden = board.run(Wish.HIDE);
        var wait = board.begin(elapsed -> "waiting");
        pass(40);
        assertThat(logged()).isEmpty();

        var shown = board.run(Wish.SHOW);
        pass(1);
        assertThat(logged()).containsExactly("[mcp-junit] waiting");
        shown.close();
        pass(60);
        assertThat(logged()).hasSize(1);

        hidden.close();
        pass(1);
        assertThat(logged()).hasSize(2);
        wait.close();
    }

    @Test
    @DisplayName("survives a text supplier that throws")
    void broken() {
        ProgressBoard board = logging();
        var bad = board.begin(elapsed -> {
            throw new IllegalStateException("the server has gone");
        });
        try {
            pass(30);
        } catch (IllegalStateException expected) {
            assertThat(tasks).hasSize(1);
        }
        bad.close();
        var good = board.begin(elapsed -> "good");

        pass(31);

        assertThat(logged()).containsExactly("[mcp-junit] good");
        good.close();
    }
}
