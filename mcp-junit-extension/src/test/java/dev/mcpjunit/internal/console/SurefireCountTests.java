/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurefireCountTests {

    /** A contract. */
    interface Rules {
        default void rule() {}

        default void another_rule() {}
    }

    static class First implements Rules {}

    static class Second implements Rules {}

    private final Method rule = method("rule");

    private static Method method(String name) {
        try {
            return Rules.class.getDeclaredMethod(name);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.4", "3.5.5", "3.5.6"})
    void warns_of_nested_tests_that_are_taken_for_one(String release) {
        var count = new SurefireCount(Optional.of(release));
        var totals = new RunTotals(count);
        totals.ended(First.class, rule);
        totals.ended(Second.class, rule);
        totals.passed();

        assertThat(totals.lines())
                .last()
                .isEqualTo("Warning: Surefire " + release + " takes tests of several nested classes for one, such as"
                        + " SurefireCountTests.rule. With rerunFailingTestsCount, a test that always fails can pass as"
                        + " flaky. Use Surefire 3.6.0.");
    }

    @Test
    void says_nothing_of_names_that_differ_or_of_one_class() {
        var count = new SurefireCount(Optional.of("3.5.4"));
        count.ended(First.class, rule);
        count.ended(First.class, rule);
        count.ended(Second.class, method("another_rule"));
        count.ended(SurefireCountTests.class, rule);

        assertThat(count.line()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.3", "3.6.0", ""})
    void says_nothing_of_other_releases_and_tools(String release) {
        var count = new SurefireCount(Optional.of(release).filter(each -> !each.isEmpty()));
        count.ended(First.class, rule);
        count.ended(Second.class, rule);

        assertThat(count.line()).isEmpty();
    }
}
