/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.traffic.Exchanges;
import org.apiguardian.api.API;

/**
 * Entry point of the assertions, to be imported statically, also beside AssertJ's own.
 *
 * <pre>{@code
 * import static dev.mcpjunit.assertj.McpAssertions.assertThat;
 *
 * assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")))
 *         .isSuccess()
 *         .hasTextContaining("Oslo")
 *         .hasStructured("days[0].condition", "snow");
 * assertThat(catalog).hasTools("get-forecast");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpAssertions {

    private McpAssertions() {}

    /**
     * Check what a server declares.
     *
     * @param actual the catalog
     * @return assertions about it; never {@code null}
     */
    public static CatalogAssert assertThat(Catalog actual) {
        return new CatalogAssert(actual);
    }

    /**
     * Check what crossed the wire.
     *
     * @param actual the messages, as chosen from {@link dev.mcpjunit.traffic.Traffic}
     * @return assertions about them; never {@code null}
     */
    public static ExchangesAssert assertThat(Exchanges actual) {
        return new ExchangesAssert(actual);
    }

    /**
     * Check what a tool has answered.
     *
     * @param actual the result
     * @return assertions about it; never {@code null}
     */
    public static ToolResultAssert assertThat(ToolResult actual) {
        return new ToolResultAssert(actual);
    }

    /**
     * Check a JSON value.
     *
     * @param actual the value
     * @return assertions about it; never {@code null}
     */
    public static JsonValueAssert assertThat(JsonValue actual) {
        return new JsonValueAssert(actual, "");
    }
}
