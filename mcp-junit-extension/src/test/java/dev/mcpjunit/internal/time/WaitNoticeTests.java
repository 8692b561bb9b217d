/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a notice is closed and has no other use
class WaitNoticeTests {

    private final LinkedBlockingQueue<String> logged = new LinkedBlockingQueue<>();

    @Test
    void a_long_wait_is_logged() throws InterruptedException {
        try (var notice = WaitNotice.begin(elapsed -> "waiting for " + elapsed, Duration.ofMillis(10), logged::add)) {
            assertThat(logged.poll(30, TimeUnit.SECONDS)).startsWith("waiting for PT");
        }
    }

    @Test
    void a_wait_that_is_over_is_not() throws InterruptedException {
        WaitNotice.begin(elapsed -> "over", Duration.ofMillis(200), logged::add).close();
        try (var later = WaitNotice.begin(elapsed -> "later", Duration.ofMillis(400), logged::add)) {
            assertThat(logged.poll(30, TimeUnit.SECONDS)).isEqualTo("later");
        }
    }
}
