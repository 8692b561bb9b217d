/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.testkit.Awaiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Children that leave the process tree, and drop the mark that would show where they come from, are ended all the same.
 */
@EnabledOnOs(OS.LINUX)
class HiddenChildrenTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "( env -i setsid sleep %d & )",
                "( setsid nohup sleep %d & )",
                "( env -i setsid sh -c 'sleep %d; true' & )",
                "( env -i setsid sleep %d </dev/null >/dev/null 2>&1 & )",
                "( env -i setsid nohup sh -c '(sleep %d; true) &' </dev/null >/dev/null 2>&1 & )"
            })
    void a_daemon_without_the_mark_is_ended(String hides) {
        int seconds = ThreadLocalRandom.current().nextInt(40_000, 1_000_000);
        var command = new McpEndpoint.Stdio(List.of("sh", "-c", String.format(hides, seconds) + "; exec cat"));
        ServerProcess server = ServerProcess.start("parent", command, new ServerLog());
        Awaiting.until(
                Duration.ofSeconds(10), () -> assertThat(sleeping(seconds)).isNotEmpty());

        server.stop();

        Awaiting.until(
                Duration.ofSeconds(5), () -> assertThat(sleeping(seconds)).isEmpty());
    }

    private static List<Long> sleeping(int seconds) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.endsWith("sleep " + seconds))
                        .isPresent())
                .filter(ProcessState::runs)
                .map(ProcessHandle::pid)
                .toList();
    }
}
