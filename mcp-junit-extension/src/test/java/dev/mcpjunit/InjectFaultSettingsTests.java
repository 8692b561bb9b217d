/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings of faults that would be of no effect, and faults that are taken back before they happen. */
class InjectFaultSettingsTests {

    private static String messageOf(Class<?> type) {
        return Run.of(type).failure().getMessage().replace("@InjectFault on " + type.getName() + ": ", "");
    }

    @Test
    void a_setting_that_the_fault_has_no_use_for_is_refused() {
        assertThat(messageOf(DelayTestCase.class))
                .isEqualTo("'delay' has no effect on fault = HANG. Leave it out, or choose DELAY_REQUEST or"
                        + " DELAY_ANSWER");
        assertThat(messageOf(StatusTestCase.class))
                .isEqualTo("'httpStatus' has no effect on fault = RPC_ERROR. Leave it out, or choose HTTP_STATUS");
        assertThat(messageOf(RetryAfterTestCase.class))
                .isEqualTo("'retryAfter' has no effect on fault = LOSE_RESPONSE. Leave it out, or choose HTTP_STATUS");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class DelayTestCase {
        @Test
        @InjectFault(fault = FaultKind.HANG, delay = "2 s")
        void test() {}
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class StatusTestCase {
        @Test
        @InjectFault(fault = FaultKind.RPC_ERROR, httpStatus = 500)
        void test() {}
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class RetryAfterTestCase {
        @Test
        @InjectFault(fault = FaultKind.LOSE_RESPONSE, retryAfter = "3 s")
        void test() {}
    }

    @Test
    void a_status_that_is_none_is_refused() {
        assertThat(messageOf(NoStatusTestCase.class))
                .isEqualTo("The HTTP status of an answer must be from 200 to 599, but is 99");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class NoStatusTestCase {
        @Test
        @InjectFault(fault = FaultKind.HTTP_STATUS, httpStatus = 99)
        void test() {}
    }

    @Test
    void a_fault_that_was_removed_before_it_was_injected_is_unused() {
        assertThat(messageOf(TakenBackTestCase.class))
                .startsWith("Unused fault: the test made no request that it affects:\n\n"
                        + "  hang before the server on tools/call 'get-forecast'\n");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class TakenBackTestCase {
        @Test
        void test(McpConnection weather, FaultInjector faults) {
            faults.on(toolCall("get-forecast")).hang();
            faults.clear();
            weather.callTool("get-forecast", Map.of("city", "Oslo"));
        }
    }

    @Test
    void a_fault_that_happened_may_be_taken_back() {
        Run.of(HealedTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class HealedTestCase {
        @Test
        void test(McpConnection weather, FaultInjector faults) {
            faults.on(toolCall("get-forecast")).toolError("out of order");
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isTrue();
            faults.clear();
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }
}
