/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTracesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boom\n\tat com.example.Weather$Station.read(Weather.java:12)",
                "{\"message\":\"boom\\n\\tat com.example.Weather.read(Weather.java:12)\"}",
                "at java.base/java.lang.Thread.run(Unknown Source)",
                "Error: boom\\n    at Station.read (/srv/weather/index.js:10:15)",
                "    at async file:///srv/weather/index.mjs:3:1",
                "at node:internal/process/task_queues:95:5",
                "Traceback (most recent call last):",
                "  File \\\"/srv/weather.py\\\", line 7, in read",
                "goroutine 1 [running]:",
                "   at Weather.Station.Read(String city) in /src/Station.cs:line 42",
                "thread 'main' panicked at src/main.rs:2:5",
                "/srv/weather.rb:3:in `read'",
                "#0 /srv/weather.php(12): read()"
            })
    void a_trace_is_found(String text) {
        assertThat(StackTraces.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unknown tool: no-such-tool",
                "Look at https://example.com:8080/docs",
                "Meet at noon (room 12:30)",
                "Invalid arguments at /arguments/city: must be a string",
                "Cannot parse line 3 of the file"
            })
    void prose_is_none(String text) {
        assertThat(StackTraces.find(text)).isEmpty();
    }
}
