/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;

/** Whatever the text, it is refused by name, or it is a value that survives being written and read again. */
class JsonFuzzTests {

    @FuzzTest
    void parse(byte[] input) {
        JsonValue value;
        try {
            value = Json.parse(new String(input, UTF_8));
        } catch (MalformedJsonException refused) {
            assertThat(refused.getMessage()).startsWith("Not JSON: ");
            return;
        }
        String compact = Json.print(value);
        assertThat(Json.parse(compact)).isEqualTo(value);
        assertThat(Json.print(Json.parse(compact))).isEqualTo(compact);
        String sorted = Json.printSorted(value);
        assertThat(Json.parse(sorted)).isEqualTo(value);
        assertThat(Json.printSorted(Json.parse(sorted))).isEqualTo(sorted);
        assertThat(new String(compact.getBytes(UTF_8), UTF_8)).isEqualTo(compact);
    }
}
