/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.internal.server.message.StackTraces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTracesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Java
                "boom\n\tat com.example.Weather$Station.read(Weather.java:12)",
                "{\"message\":\"boom\\n\\tat com.example.Weather.read(Weather.java:12)\"}",
                "{\"message\":\"boom\\r\\n\\tat com.example.Weather.read(Weather.java:12)\\r\\n\"}",
                "at java.base/java.lang.Thread.run(Unknown Source)",
                "at java.base@17.0.9/java.util.Optional.get(Optional.java:143)",
                "\tat app//com.example.Depot.lambda$open$0(Depot.java:81)",
                // JavaScript
                "Error: boom\\n    at Station.read (/srv/weather/index.js:10:15)",
                "    at async file:///srv/weather/index.mjs:3:1",
                "at node:internal/process/task_queues:95:5",
                "    at open (webpack:///./src/depot.js?:12:3)",
                "    at eval (webpack-internal:///(rsc)/./src/depot.ts:12:3)",
                "    at Depot.open (bundle.js:1:23456)",
                "    at async n (main.3f2a.js:2:999)",
                "    at Object.open [as run] (dist/index.cjs:7:2)",
                "    at open (/$bunfs/root/depot.js:12:3)",
                "    at __webpack_require__ (bundle.js:1:2345)",
                "    at ./src/depot.js (main.js:81:2)",
                "    at Object../src/depot.ts (dist/server.js:3:14)",
                "    at node_modules/depot/index.js (dist/out.js:12:3)",
                "    at __require (dist/out.mjs:12:3)",
                "    at /src/depot.tsx:12:3",
                "    at open (http://localhost:5173/src/depot.ts?t=1700000000000:12:3)",
                "    at open (/@fs/srv/depot/src/depot.ts:12:3)",
                "    at virtual:depot/entry:3:1",
                "    at open (app:///main.js:1:2)",
                "    at [project]/src/depot.ts [app-rsc] (ecmascript) (.next/server/chunks/1a2b.js:12:3)",
                "    at index.ts:3:1\n",
                "    at new Promise (<anonymous>)",
                "open@http://localhost:3000/depot.js:12:3",
                // Python
                "Traceback (most recent call last):",
                "  File \\\"/srv/weather.py\\\", line 7, in read",
                // Go
                "goroutine 1 [running]:",
                "goroutine 7 [chan receive, 2 minutes]:",
                "\tmain.go:81 +0x1f",
                "main.open(0xc0000140a0)\n\t/srv/depot/main.go:81",
                // C#
                "   at Weather.Station.Read(String city) in /src/Station.cs:line 42",
                "boom\n   at Weather.Station.Read(String city)\n   at Weather.Program.Main()",
                "   at Depot.Api.Open(String x)",
                "boom\\n   at Depot.Api.Open[T](List`1 all, Func`2 by)\\n   at Depot.Program.Main()",
                "  at Depot.Api.Open (System.Int32 id) [0x00012] in <7f3a>:0 ",
                "boom\\r\\n   at Depot.Api.<Open>d__3.MoveNext()\\r\\n--- x",
                "boom at Depot.Api.Open(Int32 id) at Depot.Program.Main(String[] args)",
                "--- End of stack trace from previous location ---",
                // Rust
                "thread 'main' panicked at src/main.rs:2:5",
                "stack backtrace:\n   0: rust_begin_unwind",
                "             at /rustc/abc/library/std/src/panicking.rs:645:5",
                "   3: depot::open::h0123456789abcdef",
                // Elixir, Erlang
                "    (depot 0.1.0) lib/depot/api.ex:12: Depot.Api.open/1",
                "    (stdlib 4.3) gen_server.erl:1123: :gen_server.try_dispatch/4",
                "[{depot,open,1,[{file,\\\"src/depot.erl\\\"},{line,12}]}]",
                // Dart
                "#0      Depot.open (package:depot/depot.dart:12:5)",
                "#1      main (file:///srv/bin/main.dart:3:1)",
                "package:depot/depot.dart 12:5  Depot.open",
                // others
                "/srv/weather.rb:3:in `read'",
                "/srv/weather.rb:3:in 'Depot#read'",
                "#0 /srv/weather.php(12): read()",
                "boom at /srv/depot.pl line 12.",
                "  error, called at src/Depot.hs:12:3 in main:Depot",
                "#0  0x00007f3c in open ()"
            })
    void a_trace_in_a_text_is_found(String text) {
        assertThat(StackTraces.find(text)).isPresent();
    }

    /** As a server on Spring AI sends it, whose error has an exception for its data. */
    @Test
    void a_trace_that_jackson_has_written_is_found() {
        String frame =
                "{\"classLoaderName\":\"app\",\"moduleName\":null,\"moduleVersion\":null,\"methodName\":\"open\","
                        + "\"fileName\":\"Depot.java\",\"lineNumber\":81,\"nativeMethod\":false,\"className\":\"com.example.Depot\"}";
        String error =
                "{\"jsonrpc\":\"2.0\",\"id\":6,\"error\":{\"code\":-32603,\"message\":\"no\",\"data\":{\"cause\":null,"
                        + "\"stackTrace\":[" + frame + "," + frame + "],\"suppressed\":[]}}}";

        assertThat(StackTraces.find(error)).contains(frame);
        assertThat(StackTraces.find("{\"text\":\"" + error.replace("\"", "\\\"") + "\"}"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"file\":\"/srv/a.php\",\"line\":3,\"function\":\"read\"},{\"file\":\"/srv/b.php\",\"line\":9,\"function\":\"run\"}]",
                "{\"frames\":[{\"filename\":\"a.py\",\"function\":\"f\",\"lineno\":3}, {\"filename\":\"b.py\",\"function\":\"g\",\"lineno\":4}]}",
                "[{\"functionName\":\"f\",\"fileName\":\"a.js\",\"lineNumber\":1,\"columnNumber\":2},"
                        + "{\"functionName\":\"g\",\"fileName\":\"a.js\",\"lineNumber\":3,\"columnNumber\":4}]",
                "[{\"filename\":\"a.py\",\"lineno\":3,\"name\":\"f\"},{\"filename\":\"a.py\",\"lineno\":5,\"name\":\"g\"}]"
            })
    void frames_as_json_are_found(String text) {
        assertThat(StackTraces.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unknown tool: no-such-tool",
                "Look at https://example.com:8080/docs",
                "Meet at noon (room 12:30)",
                "Meet us at example.com (ask for Ada)",
                "Invalid arguments at /arguments/city: must be a string",
                "Cannot parse line 3 of the file",
                "Syntax error at app.js:3",
                "See the documentation of weather.forecast(city)",
                "Call at weather.station.read(city) is not allowed",
                "The stack trace was written to the log, id 7f3a",
                "panic is not the answer: runtime error",
                "The goroutine limit [of 10] is reached",
                "Write to ada@example.com:25",
                "It is #1 in the list (package: small)",
                "Look at src/depot.js (line 12)",
                "The file is at dist/main.js (12 kB)",
                "Meet at the app: 12:30:15",
                "Open it at app:12:30",
                "It failed at Depot.Open(id), see the manual",
                "Look at Depot.Api.Open(String x) for details",
                "bundle.js:1 is too large (at most 3:2 of it)",
                "Served at http://localhost:5173 and webpack 5.1",
                "Version 3: depot::open is gone",
                "a ratio of 12: 3/4 in notes.ex",
                "{\"error\":{\"code\":-32602,\"message\":\"no\",\"data\":{\"line\":3,\"file\":\"a.json\",\"function\":\"read\"}}}",
                "{\"tool\":\"search\",\"methodName\":\"open\",\"className\":\"Depot\"}",
                "[{\"file\":\"a.txt\",\"line\":3,\"name\":\"x\"},{\"file\":\"b.txt\",\"line\":4,\"name\":\"y\"}]",
                "[{\"path\":[\"city\"],\"message\":\"Required\",\"code\":\"invalid_type\"},{\"path\":[\"day\"],\"message\":\"Required\"}]",
                "{\"stackTrace\":[]}",
                "{\"stackTrace\":null,\"lineNumber\":3}"
            })
    void other_texts_are_none(String text) {
        assertThat(StackTraces.find(text)).isEmpty();
    }
}
