/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the stack traces of common languages in a text. Pure. */
final class StackTraces {

    private static final Pattern TRACE = Pattern.compile(Stream.of(
                    // Java, Kotlin, Scala
                    "\\bat [\\w.$/<>]+\\((?:[\\w$]+\\.(?:java|kt|scala|groovy):\\d+|Native Method|Unknown Source)\\)",
                    // JavaScript
                    "\\bat (?:async )?(?:[\\w.$<>\\[\\] ]+ \\()?(?:file://|node:|[A-Za-z]:[\\\\/]|/)[^\\s()\"]+:\\d+:\\d+\\)?",
                    // Python
                    "Traceback \\(most recent call last\\)",
                    "File \"[^\"]+\", line \\d+",
                    // Go
                    "goroutine \\d+ \\[\\w+",
                    // C#
                    "\\bat [\\w.`<>]+\\([^)]*\\) in \\S+:line \\d+",
                    // Rust
                    "panicked at (?:'|[\\w/.-]+\\.rs:\\d+)",
                    // Ruby, PHP
                    "[\\w/.-]+\\.rb:\\d+:in [`']",
                    "#\\d+ [\\w/.-]+\\.php\\(\\d+\\)")
            .reduce((one, other) -> one + "|" + other)
            .orElseThrow());

    private StackTraces() {}

    /** The first line of a stack trace that a text has; it may be the inside of JSON, where line breaks are escaped. */
    static Optional<String> find(String text) {
        String lines = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
        Matcher trace = TRACE.matcher(lines);
        return trace.find() ? Optional.of(trace.group()) : Optional.empty();
    }
}
