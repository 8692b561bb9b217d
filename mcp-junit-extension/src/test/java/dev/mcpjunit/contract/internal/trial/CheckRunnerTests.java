/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How often a check is tried, and what its verdict is in the end. */
class CheckRunnerTests {

    private static final int TRIALS = Integer.getInteger(CheckRunner.TRIALS_PROPERTY_NAME, 3);

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private final class Subject implements CheckRunner.Subject {

        private final boolean onRealTime;

        Subject(boolean onRealTime) {
            this.onRealTime = onRealTime;
            made.incrementAndGet();
        }

        @Override
        public Exemptions exemptions() {
            return Exemptions.NONE.with("exempt", "by design");
        }

        @Override
        public boolean runsOnRealTime() {
            return onRealTime;
        }

        @Override
        public String timeline() {
            return "  0 ms  subject " + made.get();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private Verdict run(String check, boolean onRealTime, Consumer<Subject> steps) {
        Verdict verdict = CheckRunner.run(check, () -> new Subject(onRealTime), steps);
        assertThat(closed).hasValue(made.get());
        return verdict;
    }

    @Test
    void a_check_that_returns_has_passed() {
        assertThat(run("check", true, subject -> {}).passed()).isTrue();
        assertThat(made).hasValue(1);
    }

    @Test
    void an_inconclusive_check_is_tried_again() {
        Verdict verdict = run("check", true, subject -> {
            throw Finding.inconclusive("busy");
        });

        assertThat(verdict.message()).isEqualTo("Inconclusive: check: busy.\n\nTimeline:\n  0 ms  subject " + TRIALS);
        assertThat(made).hasValue(TRIALS);
    }

    @Test
    void a_busy_machine_is_tried_again_with_every_clock() {
        assertThat(run("check", false, subject -> {
                            if (made.get() < TRIALS) {
                                throw Finding.busy("busy");
                            }
                        })
                        .passed())
                .isTrue();
        assertThat(made).hasValue(TRIALS);
    }

    @Test
    void a_failed_check_is_never_tried_again() {
        Verdict verdict = run("check", true, subject -> {
            throw Finding.failed("wrong");
        });

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(made).hasValue(1);
    }

    @Test
    void a_check_is_not_tried_again_where_that_cannot_help() {
        assertThat(run("check", false, subject -> {
                            throw Finding.inconclusive("callers queue");
                        })
                        .status())
                .isEqualTo(Status.INCONCLUSIVE);
        assertThat(run("check", true, subject -> {
                            throw Finding.hidden("another check fails");
                        })
                        .status())
                .isEqualTo(Status.INCONCLUSIVE);
        assertThat(made).hasValue(2);
    }

    @Test
    void an_exemption_is_part_of_the_verdict() {
        assertThat(run("exempt", false, subject -> {
                            throw Finding.inconclusive("callers queue");
                        })
                        .exemption())
                .hasValue("by design");
    }
}
