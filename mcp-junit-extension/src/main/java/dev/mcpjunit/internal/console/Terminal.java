/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** The terminal of this JVM. */
final class Terminal {

    private Terminal() {}

    /**
     * Find the terminal, if a person looks at the output of this JVM on one. A fork of Surefire or Gradle has none: its
     * output is a channel to the build.
     */
    static Optional<PrintWriter> find() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .filter(console -> !"dumb".equals(System.getenv("TERM")))
                .map(Console::writer);
    }

    /** From Java 22, there is a console even where there is no terminal, and a method that says so. */
    private static boolean isTerminal(Console console) {
        try {
            return !Boolean.FALSE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
