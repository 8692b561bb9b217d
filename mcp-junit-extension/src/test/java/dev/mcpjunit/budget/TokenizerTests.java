/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.testkit.HidingClassLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tokens are counted as the reference tokenizer counts them; the estimate stays near, and says that it is one. */
class TokenizerTests {

    private record Reference(String text, int tokens) {}

    /** Texts with their numbers of o200k tokens, as js-tiktoken 1.0.21 and gpt-tokenizer 4.0.0 agree on them. */
    private static List<Reference> references() throws IOException {
        try (InputStream file = TokenizerTests.class.getResourceAsStream("o200k.json")) {
            var entries = (JsonArray) Json.parse(new String(file.readAllBytes(), UTF_8));
            return entries.objects().map(TokenizerTests::reference).toList();
        }
    }

    private static Reference reference(JsonObject entry) {
        return new Reference(
                entry.string("text").orElseThrow(), Integer.parseInt(((JsonNumber) entry.get("tokens")).toString()));
    }

    @TestFactory
    Stream<DynamicTest> o200k_counts_as_the_reference_does() throws IOException {
        List<Reference> references = references();
        assertThat(references).hasSizeGreaterThan(40);
        return references.stream()
                .map(reference ->
                        dynamicTest(Json.print(dev.mcpjunit.json.JsonValue.of(reference.text())), () -> assertThat(
                                        Tokenizer.o200k().count(reference.text()))
                                .isEqualTo(reference.tokens())));
    }

    @Test
    void the_estimate_of_definitions_is_near() throws IOException {
        List<Reference> definitions = references().stream()
                .filter(reference -> reference.text().startsWith("{\"name\""))
                .toList();
        assertThat(definitions).hasSizeGreaterThan(5);

        assertThat(definitions).allSatisfy(reference -> {
            double ratio = 1.0 * Tokenizer.estimate().count(reference.text()) / reference.tokens();
            assertThat(ratio).as(reference.text()).isBetween(0.8, 1.3);
        });
    }

    @Test
    void the_estimate_counts_as_its_documentation_says() {
        assertThat(Tokenizer.estimate().count("")).isZero();
        assertThat(Tokenizer.estimate().count("weather")).isEqualTo(1);
        assertThat(Tokenizer.estimate().count("forecasts")).isEqualTo(2);
        assertThat(Tokenizer.estimate().count("getForecast")).isEqualTo(2);
        assertThat(Tokenizer.estimate().count("2026")).isEqualTo(2);
        assertThat(Tokenizer.estimate().count("\":{\"")).isEqualTo(1);
        assertThat(Tokenizer.estimate().count("天気予報")).isEqualTo(4);
    }

    @Test
    void large_and_odd_texts_are_counted_without_failing() {
        for (String text : List.of(
                "a".repeat(200_000), " ".repeat(200_000), "\n".repeat(50_000), "<|endoftext|>", "\ud800", "\u0000")) {
            assertThat(Tokenizer.o200k().count(text)).isPositive();
            assertThat(Tokenizer.estimate().count(text)).isNotNegative();
        }
    }

    @Test
    void a_counter_that_returns_a_negative_number_lets_no_budget_pass() {
        assertThatThrownBy(() -> new Tokenizer("own", text -> -1).count("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The tokenizer 'own' counted -1 tokens");
    }

    @Test
    void the_standard_is_o200k_where_jtokkit_is_present() {
        assertThat(Tokenizer.standard()).isSameAs(Tokenizer.o200k()).hasToString("o200k");
    }

    @Test
    void without_jtokkit_the_estimate_counts_and_o200k_says_what_is_missing() throws Exception {
        try (var loader = new HidingClassLoader("dev.mcpjunit.", "com.knuddels.")) {
            Class<?> hidden = loader.loadClass(Tokenizer.class.getName());

            assertThat(hidden.getMethod("standard").invoke(null)).hasToString("estimate");
            assertThatThrownBy(() -> hidden.getMethod("o200k").invoke(null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Counting tokens with o200k needs JTokkit 1.1 or later. Add com.knuddels:jtokkit to the test"
                                    + " class path, or use Tokenizer.estimate().");
        }
    }
}
