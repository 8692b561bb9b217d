/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import dev.mcpjunit.internal.report.BuildSession;
import dev.mcpjunit.internal.report.ReportFolder;
import dev.mcpjunit.internal.report.RunFile;
import dev.mcpjunit.internal.report.RunLine;
import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.internal.report.TestStatus;
import dev.mcpjunit.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports of tests that did not run, for what the page does with many of them. */
final class Samples {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private Samples() {}

    /**
     * A report of so many tests with so many calls each; every third call of a test is answered on its second attempt.
     */
    static Path many(Path folder, int tests, int calls) throws IOException {
        var report = new ReportFolder(folder);
        var session = new BuildSession("a1");
        try (RunFile run = report.begin(session, new RunLine("weather", NOON, "5.13.4"))) {
            for (int test = 0; test < tests; test++) {
                run.add(test(test, calls));
            }
        }
        return report.write(session);
    }

    private static TestLine test(int number, int calls) {
        TestStatus status =
                number % 10 == 3 ? TestStatus.FAILED : number % 10 == 5 ? TestStatus.SKIPPED : TestStatus.PASSED;
        return new TestLine(
                "[test:" + number + "]",
                "com.acme.Weather" + number / 10 + "Test",
                "forecast " + number,
                status,
                status == TestStatus.PASSED
                        ? Optional.empty()
                        : Optional.of(new TestLine.Reason(Optional.empty(), "reason " + number + " <b>&amp;</b>")),
                NOON.plusSeconds(number),
                Duration.ofMillis(20 + number),
                List.of("weather"),
                "mvn test -Dtest=Weather" + number / 10 + "Test",
                status == TestStatus.SKIPPED ? Optional.empty() : Optional.of(traffic(calls)));
    }

    private static Transcript traffic(int calls) {
        var lines =
                new StringBuilder("{\"transcript\":\"mcp-junit\",\"version\":\"1.0\",\"class\":\"A\",\"test\":\"b\","
                        + "\"id\":\"c\",\"startedAt\":\"2026-01-31T12:00:00Z\"}\n");
        int frame = 0;
        for (int call = 1; call <= calls; call++) {
            boolean fails = call % 3 == 1;
            String city = "city " + (call % 3 == 2 ? call - 1 : call);
            frame = add(
                    lines,
                    frame,
                    call,
                    "\"event\":\"message\",\"from\":\"client\",\"bytes\":90,\"message\":{\"jsonrpc\":\"2.0\",\"id\":"
                            + call
                            + ",\"method\":\"tools/call\",\"params\":{\"name\":\"get-forecast\",\"arguments\":{\"city\":\""
                            + city
                            + "\"}}}");
            if (fails) {
                frame = add(lines, frame, call, "\"event\":\"fault\",\"fault\":\"HTTP 503\"");
                frame = add(lines, frame, call, "\"event\":\"http-response\",\"status\":503,\"headers\":{}");
                frame = add(lines, frame, call, "\"event\":\"end\",\"outcome\":\"http-error\",\"duration\":900");
            } else {
                frame = add(
                        lines,
                        frame,
                        call,
                        "\"event\":\"message\",\"from\":\"server\",\"bytes\":90,\"message\":{\"jsonrpc\":\"2.0\",\"id\":"
                                + call + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"<i>sunny</i> in "
                                + city + "\"}]}}");
                frame = add(
                        lines, frame, call, "\"event\":\"end\",\"outcome\":\"result\",\"duration\":" + (800 + call));
            }
        }
        return Transcript.parse("sample", lines.toString());
    }

    private static int add(StringBuilder lines, int before, int exchange, String members) {
        int frame = before + 1;
        lines.append("{\"frame\":")
                .append(frame)
                .append(",\"at\":")
                .append(frame * 1_000)
                .append(
                        ",\"server\":\"weather\",\"connection\":1,\"carrier\":\"http\",\"seenBy\":\"proxy\",\"exchange\":")
                .append(exchange)
                .append(',')
                .append(members)
                .append("}\n");
        return frame;
    }
}
