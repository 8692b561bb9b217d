/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.CassetteSpec.Repeats;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each test gets the answers that were recorded for it, whichever other tests run. */
@Execution(ExecutionMode.SAME_THREAD)
class AnswersOfTestsTests {

    private static final String NAME = "answers-of-tests";
    private static final CassetteFiles FILES = new CassetteFiles(NAME);

    private static volatile boolean firstRuns;
    private static volatile int callsOfFirst;
    private static volatile boolean thirdRuns;

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        firstRuns = true;
        callsOfFirst = 1;
        thirdRuns = false;
        FILES.remove();
    }

    /** The server counts its calls, so that each answer is another one. */
    @McpServer(name = "weather", inProcess = Weather.InProcess.class, cassette = NAME)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class CountingTestCase {
        @Test
        void a_first(McpConnection weather) {
            assumeTrue(firstRuns, "not selected");
            for (int call = 1; call <= callsOfFirst; call++) {
                assertThat(count(weather)).contains("\"total\":" + call);
            }
        }

        @Test
        void b_second(McpConnection weather) {
            assertThat(count(weather)).contains("\"total\":2");
        }

        @Test
        void c_third(McpConnection weather) {
            assumeTrue(thirdRuns, "new since the recording");
            assertThat(count(weather)).contains("\"total\":1");
            assertThat(count(weather)).contains("\"total\":2");
        }
    }

    private static String count(McpConnection weather) {
        weather.callTool("get-forecast", Map.of("city", "Oslo"));
        return weather.callTool("count-calls").text();
    }

    private static Run run(String mode) {
        return Run.with(Map.of("mcp.cassette", mode), CountingTestCase.class);
    }

    @Test
    void a_test_that_runs_alone_gets_its_own_answer() {
        assertThat(run("record").succeeded()).isEqualTo(2);
        firstRuns = false;

        Run replayed = run("replay");

        assertThat(replayed.failedTests()).isEmpty();
        assertThat(replayed.succeeded()).isEqualTo(1);
    }

    @Test
    void a_test_that_calls_more_often_fails_itself_and_takes_no_answer_of_another_one() {
        assertThat(run("record").succeeded()).isEqualTo(2);
        callsOfFirst = 2;

        Run replayed = run("replay");

        assertThat(replayed.succeeded()).isEqualTo(1);
        assertThat(replayed.failedTests()).hasSize(1);
        assertThat(replayed.failedTests().get(0).getSuppressed())
                .anySatisfy(miss -> assertThat(miss).hasMessageContaining("has no further answer for"));
    }

    @Test
    void a_test_that_was_not_recorded_gets_all_answers_and_takes_none_away() {
        assertThat(run("record").succeeded()).isEqualTo(2);
        thirdRuns = true;

        assertThat(run("replay").succeeded()).isEqualTo(3);
    }

    /** In the recording, there are two calls. */
    private static void countAfterTheFirstCall(McpConnection weather) {
        for (int call = 0; call <= callsOfFirst; call++) {
            assertThat(count(weather)).contains("\"total\":" + (Math.min(call, 1) + 1));
        }
    }

    /** What is called before the tests is not an answer of a test. */
    @McpServer(name = "weather", inProcess = Weather.InProcess.class, cassette = NAME)
    @Execution(ExecutionMode.SAME_THREAD)
    static class BeforeAllTestCase {
        @BeforeAll
        static void counts(McpConnection weather) {
            weather.callTool("count-calls");
        }

        @Test
        void countsAgain(McpConnection weather) {
            countAfterTheFirstCall(weather);
        }
    }

    @McpServer(
            name = "weather",
            inProcess = Weather.InProcess.class,
            cassette = NAME,
            cassetteRepeats = Repeats.LAST_ANSWER)
    @Execution(ExecutionMode.SAME_THREAD)
    static class LastAnswerTestCase {
        @BeforeAll
        static void counts(McpConnection weather) {
            weather.callTool("count-calls");
        }

        @Test
        void countsAgain(McpConnection weather) {
            countAfterTheFirstCall(weather);
        }
    }

    @Test
    void a_test_does_not_get_the_answers_from_before_the_tests() {
        assertThat(Run.with(Map.of("mcp.cassette", "record"), BeforeAllTestCase.class)
                        .succeeded())
                .isEqualTo(1);
        callsOfFirst = 2;

        Run replayed = Run.with(Map.of("mcp.cassette", "replay"), BeforeAllTestCase.class);

        assertThat(replayed.failedTests()).hasSize(1);
        assertThat(replayed.failedTests().get(0).getSuppressed())
                .anySatisfy(miss -> assertThat(miss).hasMessageContaining("has no further answer for"));
    }

    @Test
    void the_last_answer_of_a_test_is_repeated_and_not_one_from_before_the_tests() {
        assertThat(Run.with(Map.of("mcp.cassette", "record"), LastAnswerTestCase.class)
                        .succeeded())
                .isEqualTo(1);
        callsOfFirst = 3;

        Run replayed = Run.with(Map.of("mcp.cassette", "replay"), LastAnswerTestCase.class);

        assertThat(replayed.failedTests()).isEmpty();
        assertThat(replayed.succeeded()).isEqualTo(1);
    }
}
