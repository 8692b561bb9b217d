/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import static dev.mcpjunit.testkit.Catalogs.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what the rules say of dialects to what was measured with the clients themselves. */
class ResultDialectTests {

    private static Optional<String> rejection(String dialect) {
        return ResultDialect.rejection(json("{'$schema':'" + dialect + "'}"));
    }

    @ParameterizedTest
    @CsvSource({
        "draft-04, http://json-schema.org/draft-04/schema#",
        "draft-06, http://json-schema.org/draft-06/schema#",
        "draft-07, http://json-schema.org/draft-07/schema#",
        "2019-09, https://json-schema.org/draft/2019-09/schema",
        "2020-12, https://json-schema.org/draft/2020-12/schema",
        "of an unknown dialect, https://example.com/dialect",
    })
    void a_dialect_is_rejected_where_a_client_was_seen_to_reject_it(String title, String dialect) throws IOException {
        String page = Files.readString(Path.of("../docs/interop.md"));
        int start = page.indexOf("## `outputSchema`");
        String results = page.substring(start, page.indexOf("\n## ", start + 1));
        String accepted = page.lines()
                .filter(line -> line.startsWith("- `outputSchema`: "))
                .findFirst()
                .orElseThrow();

        boolean rejected = results.contains("| `$schema` " + title + " |");
        assertThat(accepted.contains("`$schema` " + title)).isEqualTo(!rejected);
        assertThat(rejection(dialect).isPresent()).isEqualTo(rejected);
    }

    @Test
    void the_clients_are_named() {
        assertThat(rejection("http://json-schema.org/draft-04/schema#"))
                .contains("the TypeScript SDK 2.4 does not know it and rejects every result");
        assertThat(rejection("https://example.com/dialect"))
                .contains("the TypeScript SDK 2.4, and the Java SDK 2.1 where it validates, do not know it and reject"
                        + " every result");
        assertThat(ResultDialect.rejection(json("{'type':'object'}"))).isEmpty();
    }
}
