/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.internal.settings.SettingNames;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.telemetry.TelemetryClassPath;
import dev.mcpjunit.internal.telemetry.TestSpans;
import dev.mcpjunit.transcript.Transcript;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Exports the tests of a run as spans. A failure of the export is logged, and the tests go on. Thread-safe. */
final class SpanReport {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.telemetry");

    private final Map<String, RunReport.Begun> running = new ConcurrentHashMap<>();

    private SpanReport() {}

    /**
     * Export spans.
     *
     * @throws ExtensionConfigurationException if the API of OpenTelemetry is missing
     */
    static SpanReport create() {
        if (!TelemetryClassPath.isPresent()) {
            throw WrongConfiguration.because(SettingNames.OTEL + " = 'on' needs the API of OpenTelemetry. Add"
                    + " io.opentelemetry:opentelemetry-api to the test class path, with an SDK that exports, or remove"
                    + " the setting.");
        }
        return new SpanReport();
    }

    void begin(String test, List<String> servers) {
        running.put(test, new RunReport.Begun(Instant.now(), servers, Optional.empty()));
    }

    void recorded(String test, Supplier<Transcript> transcript) {
        running.computeIfPresent(
                test, (id, begun) -> new RunReport.Begun(begun.at(), begun.servers(), Optional.of(transcript)));
    }

    /** A test ends. What has not begun, such as a skipped test, has no span. */
    void end(String test, Function<RunReport.Begun, TestLine> line) {
        RunReport.Begun begun = running.remove(test);
        if (begun == null) {
            return;
        }
        try {
            TestSpans.global().export(line.apply(begun));
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The spans of a test could not be exported. The results of the tests are not affected: " + failure);
        }
    }
}
