/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fixtures.broken.CompliantVariant;
import dev.mcpjunit.fixtures.broken.FlawedWeatherServer;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.testkit.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are unusual and break no rule fail no check of either era. */
@Tag("matrix")
class CompliantVariantsTests {

    private static final String VARIANTS = """
            REFUSES_USED_IDS | LEGACY | Not applicable:
            HAS_MANY_PAGES | LEGACY | Not applicable:
            HAS_MANY_PAGES | MODERN | Inconclusive:
            COMPLETES_NOTHING | LEGACY | the server completes neither the first arguments of its prompts nor
            VALIDATES_ADDRESSES | LEGACY | Not applicable:
            HAS_ITS_OWN_DIALECT | LEGACY | Tool 'tool-0' has an inputSchema that mcp-junit cannot judge:
            REFERS_TO_OTHER_DOCUMENTS | LEGACY | Tool 'tool-0' has an inputSchema that mcp-junit cannot judge:
            DROPS_BATCHES | LEGACY | after a batch, a request got no answer
            LOGS_AT_ITS_LEVEL | LEGACY | Not applicable:
            ACKNOWLEDGES_ALL_KINDS | MODERN | Inconclusive:
            ASKS_BEFORE_IT_READS | MODERN | the server answered resources/read of an unknown URI with HTTP 400
            ASKS_AGAIN | MODERN | with a changed requestState, tools/call 'book-trip' begins anew
            GIVES_A_STATE_ONLY | MODERN | Inconclusive:
            REFUSES_THE_SAME_ROUND | MODERN | Inconclusive:
            GIVES_THE_MODEL_A_TOOL | MODERN | Inconclusive:
            REPEATS_ARGUMENTS | MODERN | Inconclusive:
            RESUMES_STREAMS | LEGACY | Not applicable:
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = VARIANTS)
    void an_unusual_server_fails_no_check(CompliantVariant variant, ServedEra era, String reason) {
        WeatherOptions options = WeatherOptions.standard().withEra(era).withPageSize(2);
        Class<?> contract =
                era == ServedEra.LEGACY ? HandshakeServerContractTests.Flawed.class : StatelessFlawsTests.Flawed.class;
        Run run;
        try (var server = FlawedWeatherServer.start(variant, options)) {
            run = Run.with(Map.of("flawed.url", server.uri().toString()), contract);
        }

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted()).anyMatch(aborted -> aborted.contains(reason.strip()));
        // Otherwise, it is not known whether silence at a level follows from the level.
        assertThat(run.aborted()).noneMatch(aborted -> aborted.contains("no log messages at any level"));
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void each_variant_is_tried() {
        List<String> tried =
                VARIANTS.lines().map(row -> row.split(" ", 2)[0]).distinct().toList();

        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CompliantVariant.values())
                        // Calls without responses are unusual for other checks; HttpServerContractTests has these.
                        .filter(variant -> variant != CompliantVariant.ANSWERS_ON_RESUMED_STREAMS
                                && variant != CompliantVariant.CLOSES_CONNECTIONS_EARLY)
                        .map(CompliantVariant::name)
                        .toList());
    }
}
