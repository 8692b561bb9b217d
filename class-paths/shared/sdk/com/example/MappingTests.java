/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpjunit.json.Json;
import org.junit.jupiter.api.Test;

/** Results become types of the user by the Jackson that the SDK has brought, whichever it is. */
class MappingTests {

    record Forecast(String city, double temperature) {}

    @Test
    void aResultBecomesARecord() {
        assertEquals(
                new Forecast("Oslo", -2.5),
                Json.parse("{\"city\":\"Oslo\",\"temperature\":-2.5,\"unit\":\"C\"}").as(Forecast.class));
    }
}
