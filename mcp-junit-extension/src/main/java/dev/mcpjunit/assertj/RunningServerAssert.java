/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.server.RunningServer;
import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a server that was started for the test. Every failure shows the last lines of the server's log.
 *
 * <pre>{@code
 * assertThat(server).isAlive().hasLogged("listening");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RunningServerAssert extends AbstractAssert<RunningServerAssert, RunningServer> {

    private static final int LOG_LINES = 12;

    RunningServerAssert(RunningServer actual) {
        super(actual, RunningServerAssert.class);
    }

    /**
     * Verify that the server runs.
     *
     * @return this
     * @throws AssertionError if it has ended
     */
    public RunningServerAssert isAlive() {
        isNotNull();
        if (!actual.isAlive()) {
            OptionalInt code = actual.exitCode();
            throw failed("to run, but it has ended" + (code.isPresent() ? " with exit code " + code.getAsInt() : ""));
        }
        return this;
    }

    /**
     * Verify that the server has ended.
     *
     * @return this
     * @throws AssertionError if it runs
     */
    public RunningServerAssert hasEnded() {
        isNotNull();
        if (actual.isAlive()) {
            throw failed("to have ended, but it runs");
        }
        return this;
    }

    /**
     * Verify that the server has ended with an exit code.
     *
     * @param expected the code
     * @return this
     * @throws AssertionError if it runs, has another exit code, or has none because it is no process or container
     */
    public RunningServerAssert hasExitCode(int expected) {
        isNotNull();
        OptionalInt code = actual.exitCode();
        if (code.isEmpty() || code.getAsInt() != expected) {
            throw failed("to have exit code " + expected + ", but it "
                    + (code.isPresent()
                            ? "has " + code.getAsInt()
                            : actual.isAlive() ? "still runs" : "has no exit code"));
        }
        return this;
    }

    /**
     * Verify that a line of the server's log contains a text.
     *
     * @param text the text
     * @return this
     * @throws AssertionError if none of the lines that are kept contains it
     */
    public RunningServerAssert hasLogged(String text) {
        isNotNull();
        if (actual.log().stream().noneMatch(line -> line.contains(text))) {
            throw failed("to have logged '" + text + "', but it has not");
        }
        return this;
    }

    private AssertionError failed(String what) {
        List<String> log = actual.log();
        List<String> last = log.subList(Math.max(0, log.size() - LOG_LINES), log.size()).stream()
                .map(SecretMasking.ofMessages()::text)
                .toList();
        return failure(
                "%s",
                Printable.message("Expected server '" + actual.name() + "' " + what + ". "
                        + (last.isEmpty()
                                ? "Its log is empty."
                                : "Last lines of its log:\n    " + String.join("\n    ", last))));
    }
}
