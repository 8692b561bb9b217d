/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Finds the stack traces of common languages in a text, as text or as JSON. Pure. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StackTraces {

    private static final int SHOWN = 300;

    private static final List<Pattern> TEXT = patterns(
            // Java, Kotlin, Scala, Groovy, Clojure
            "\\bat [\\w.$/<>@-]+\\((?:[\\w$-]+\\.(?:java|kts?|scala|groovy|clj):\\d+|Native Method|Unknown Source|<generated>)\\)",
            // JavaScript: an absolute file or a URL
            "\\bat (?:async |new )*(?:[\\w.$<>\\[\\]# ]+ \\()?(?:(?:file|https?)://?|node:|[A-Za-z]:[\\\\/]|/)[^\\s()\"]+:\\d+:\\d+\\)?",
            // JavaScript: a place that only the bundler knows
            "\\bat [^\\n\"]*\\b(?:webpack|webpack-internal|ext|bun|app|capacitor|chrome-extension|moz-extension|virtual|blob|turbopack|rsc)"
                    + ":(?=[^\\s\\d])[^\\n\"]*:\\d+:\\d+",
            // JavaScript: a function in a bundle or relative file
            "\\bat (?:async |new )*[\\w.$<>\\[\\]#/@-]+(?: \\[[\\w.$ -]+\\])?(?: \\(ecmascript\\))? \\((?:address at )?[^\\s()\"]+\\.(?:[cm]?[jt]sx?|vue|svelte|bundle|wasm)[^\\s()\"]*:\\d+:\\d+\\)",
            // JavaScript: a line that is only a place, or a function of the engine
            "^[ \\t]+at (?:async )?[^\\s()\"]+\\.[cm]?[jt]sx?(?:\\?[^\\s()\"]*)?:\\d+:\\d+[ \\t]*$",
            "^[ \\t]+at (?:async |new )*[\\w.$<>]+ \\((?:<anonymous>|native)\\)",
            // JavaScript of Firefox and Safari
            "^[\\w.$/<*]*@(?:https?:|file:|webpack|/)\\S*:\\d+:\\d+$",
            // Python
            "Traceback \\(most recent call last\\)",
            "File \"[^\"]+\", line \\d+",
            // Go
            "goroutine \\d+ \\[[a-z]",
            "\\S+\\.go:\\d+ \\+0x[0-9a-f]+",
            "^[\\w./()*·-]+\\n[ \\t]+\\S+\\.go:\\d+",
            // C#: with a line, without one in an indented line, and several in one line
            "\\bat [\\w.`<>\\[\\],+|]+\\([^)\\n]*\\) in \\S+:line \\d+",
            "^[ \\t]+at [\\w`<>\\[\\],+|]+(?:\\.[\\w`<>\\[\\],+|]+)+\\([\\w.`\\[\\]&*<>,? ]*\\)[ \\t]*$",
            "\\bat [\\w.`<>+|]+\\.[\\w`<>|]+\\([^()\\n]*\\)\\s+at [\\w.`<>+|]+\\.[\\w`<>|]+\\(",
            "\\bat [\\w.`<>+|]+ ?\\([^()\\n]*\\) \\[0x[0-9a-f]+\\] in ",
            "--- End of (?:inner exception )?stack trace",
            // Rust
            "panicked at (?:'|[\\w/.-]+\\.rs:\\d+)",
            "(?i:stack backtrace:)\\s+0: ",
            "\\bat \\S+\\.rs:\\d+:\\d+",
            "\\d+: [\\w<>:{}]+::h[0-9a-f]{16}\\b",
            // Elixir, Erlang
            "[\\w/.-]+\\.(?:exs?|erl):\\d+: (?:[\\w.:\"'?!&/<>-]+/\\d+|\\((?:file|module)\\)|anonymous fn)",
            "\\{file,\\s*\"[^\"]+\\.erl\"\\},\\s*\\{line,\\s*\\d+\\}",
            // Dart
            "#\\d+\\s+\\S[^\\n]* \\((?:package|dart|file):[^()\\s]+(?::\\d+)+\\)",
            "^(?:package|dart|file):\\S+\\.dart \\d+:\\d+ +\\S",
            // Ruby, PHP, Perl, Lua, Haskell, Julia
            "[\\w/.-]+\\.rb:\\d+:in [`']",
            "#\\d+ [\\w/.-]+\\.php\\(\\d+\\)",
            "\\bat \\S+\\.p[lm] line \\d+",
            "stack traceback:\\n",
            "called at \\S+\\.hs:\\d+:\\d+ in ",
            "Stacktrace:\\s+\\[1\\]",
            // C, C++, Swift
            "#\\d+\\s+0x[0-9a-f]+ in ");

    /** An object that is a frame of Java, as Jackson writes it. */
    private static final Pattern JAVA_FRAME =
            Pattern.compile(flat("className|declaringClass|fileName", "methodName", "lineNumber"));

    /** Other objects look like a frame, such as a place that a search has found; two in a row are a trace. */
    private static final Pattern OTHER_FRAMES = Pattern.compile(twice(flat(
                    "file|fileName|filename|file_name|abs_path|path",
                    "function|functionName|function_name|func|methodName",
                    "line|lineNumber|lineno|line_number|lineNo"))
            + "|" + twice(flat("filename", "name", "lineno")));

    private StackTraces() {}

    private static List<Pattern> patterns(String... expressions) {
        return List.of(expressions).stream()
                .map(expression -> Pattern.compile(expression, Pattern.MULTILINE))
                .toList();
    }

    /** An object without objects in it that has a member of each of these names. */
    private static String flat(String... names) {
        var pattern = new StringBuilder("\\{");
        for (String name : names) {
            pattern.append("(?=[^{}]*\"(?:").append(name).append(")\"\\s*:)");
        }
        return pattern.append("[^{}]*\\}").toString();
    }

    private static String twice(String object) {
        return object + "\\s*,\\s*" + object;
    }

    /** The first frames of a stack trace in a text; the text may be JSON, where line breaks are escaped. */
    public static Optional<String> find(String text) {
        String lines = text.replace("\\r", "")
                .replace("\r", "")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\"", "\"");
        for (Pattern pattern : TEXT) {
            Matcher trace = pattern.matcher(lines);
            if (trace.find()) {
                return Optional.of(shown(trace.group().strip()));
            }
        }
        for (Pattern pattern : List.of(JAVA_FRAME, OTHER_FRAMES)) {
            Matcher frame = pattern.matcher(lines);
            if (frame.find()) {
                return Optional.of(shown(frame.group()));
            }
        }
        return Optional.empty();
    }

    private static String shown(String trace) {
        return trace.length() <= SHOWN ? trace : trace.substring(0, SHOWN) + "…";
    }
}
