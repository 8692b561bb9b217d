/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets by a tokenizer of the user. */
class ContextBudgetTokenizerTests {

    private final WeatherServer weather = WeatherServer.http(WeatherOptions.standard());

    @AfterEach
    void stop() {
        weather.close();
    }

    private Run run(Class<?> testCase) {
        return Run.with(Map.of("weather.url", weather.uri().toString()), testCase);
    }

    static class OneEach implements Supplier<Tokenizer> {
        @Override
        public Tokenizer get() {
            return new Tokenizer("our model", text -> text.isEmpty() ? 0 : 1);
        }
    }

    static class NoConstructor implements Supplier<Tokenizer> {

        private final Tokenizer given;

        NoConstructor(Tokenizer given) {
            this.given = given;
        }

        @Override
        public Tokenizer get() {
            return given;
        }
    }

    @McpServer(name = "weather", url = "${weather.url}")
    @ContextBudget(maxTokens = 100, tokenizer = OneEach.class)
    static class WithinTestCase implements EmptyTest {}

    @McpServer(name = "weather", url = "${weather.url}")
    @ContextBudget(maxTokens = 1, tokenizer = OneEach.class)
    static class OverTestCase implements EmptyTest {}

    @McpServer(name = "weather", url = "${weather.url}")
    @ContextBudget(maxTokens = 1, tokenizer = NoConstructor.class)
    static class NoConstructorTestCase implements EmptyTest {}

    @Test
    void the_tokenizer_of_the_annotation_counts_and_is_named() {
        // By any real tokenizer, these tools cost more than 100 tokens.
        run(WithinTestCase.class).allSucceeded(1);

        assertThat(run(OverTestCase.class).failure())
                .hasMessageStartingWith("Context budget exceeded:")
                .hasMessageContaining("tokens by our model");
    }

    @Test
    void a_class_that_supplies_no_tokenizer_is_reported() {
        assertThat(run(NoConstructorTestCase.class).failure())
                .hasMessageStartingWith("@ContextBudget on " + NoConstructorTestCase.class.getName() + ": tokenizer = "
                        + NoConstructor.class.getName()
                        + " supplies no tokenizer. It needs a constructor without parameters, and failed with ");
    }
}
