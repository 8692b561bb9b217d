/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Each class is read once. The only reader of annotations, which {@code ArchitectureTests} hold, logs each class that
 * it reads.
 */
@Isolated("counts what a logger of the whole JVM logs")
class ReadOnceTests {

    private final Logger logger = Logger.getLogger(ClassReader.class.getName());
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final Handler counter = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            read.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path snapshots;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.addHandler(counter);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(counter);
        logger.setLevel(null);
    }

    private static String reading(Class<?> type) {
        return "Reading the annotations of " + type.getName();
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @PinnedSchema("${snapshots}/weather.snapshot.json")
    static class PinnedTestCase {
        @Test
        void one(McpConnection weather) {}

        @Test
        @InjectFault(fault = FaultKind.HANG, optional = true)
        void two(Catalog weather, Traffic traffic) {}

        @Test
        void three() {}
    }

    @Test
    void a_pinned_class_with_three_tests_and_two_injected_servers_is_read_once() {
        Run.with(Map.of("snapshots", snapshots.toString()), PinnedTestCase.class)
                .allSucceeded(3);

        assertThat(read).containsExactly(reading(PinnedTestCase.class));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class OuterTestCase {
        @Test
        void outer(McpConnection weather) {}

        @Nested
        class InnerTestCase {
            @RepeatedTest(3)
            void inner(McpConnection weather) {}
        }
    }

    @Test
    void so_are_an_outer_class_and_the_class_nested_in_it() {
        Run.of(OuterTestCase.class).allSucceeded(4);

        assertThat(read)
                .containsExactlyInAnyOrder(reading(OuterTestCase.class), reading(OuterTestCase.InnerTestCase.class));
    }

    @AcrossProtocols({"2025-06-18", "2025-11-25"})
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class TwoRunsTestCase {
        @Test
        void test(McpConnection weather) {}
    }

    @Test
    void so_is_a_class_with_several_runs() {
        Run.of(TwoRunsTestCase.class).allSucceeded(2);

        assertThat(read).containsExactly(reading(TwoRunsTestCase.class));
    }
}
