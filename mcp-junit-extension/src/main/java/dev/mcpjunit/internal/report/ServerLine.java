/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.budget.ToolCost;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The line of a server.
 *
 * @param name its name
 * @param source where it comes from
 * @param transport what carries its messages
 * @param catalog what it declares; empty if nothing has captured that
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ServerLine(String name, String source, String transport, Optional<Catalog> catalog) {

    JsonObject json() {
        JsonObject.Builder line = JsonObject.builder()
                .put("kind", "server")
                .put("name", name)
                .put("source", Secrets.maskKnown(source))
                .put("transport", transport);
        catalog.ifPresent(
                declared -> line.put("revision", declared.server().protocol().date())
                        .put("listed", declared.tools().stream().map(Tool::name).toList())
                        // The vocabulary of a real tokenizer takes too long to load for a picture.
                        .put("cost", cost(ContextCost.of(declared, Tokenizer.estimate()))));
        return line.build();
    }

    private static JsonObject cost(ContextCost cost) {
        return JsonObject.builder()
                .put("total", cost.total())
                .put("tokenizer", cost.tokenizer().name())
                .put("tools", cost.tools().stream().map(ServerLine::cost).toList())
                .build();
    }

    private static JsonObject cost(ToolCost tool) {
        return JsonObject.builder()
                .put("name", tool.tool())
                .put("total", tool.total())
                .put("description", tool.description())
                .put("input", tool.inputSchema())
                .put("examples", tool.examples())
                .put("rest", Math.max(0, tool.total() - tool.description() - tool.inputSchema() - tool.examples()))
                .put("output", tool.outputSchema())
                .build();
    }
}
