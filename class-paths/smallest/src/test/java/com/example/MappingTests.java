/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpjunit.json.Json;
import org.junit.jupiter.api.Test;

/** Without Jackson databind, the message says what to add. */
class MappingTests {

    record Forecast(String city) {}

    @Test
    void theMissingLibraryIsNamed() {
        var failure = assertThrows(
                IllegalStateException.class, () -> Json.parse("{\"city\":\"Oslo\"}").as(Forecast.class));

        assertEquals(
                "Mapping JSON to com.example.MappingTests$Forecast needs Jackson on the class path. Add"
                        + " com.fasterxml.jackson.core:jackson-databind (Jackson 2) or"
                        + " tools.jackson.core:jackson-databind (Jackson 3) in test scope.",
                failure.getMessage());
    }
}
