/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget.internal;

import dev.mcpjunit.budget.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * What a {@code @ContextBudget} declares.
 *
 * @param maxTokens the most tokens of all tools together
 * @param maxPerTool the most tokens of each tool
 * @param growth how much the tools of each server may grow since its snapshot
 * @param servers the names of the servers; empty for all
 * @param tokenizer counts the tokens
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetLimits(
        OptionalInt maxTokens,
        OptionalInt maxPerTool,
        Optional<GrowthLimit> growth,
        List<String> servers,
        Tokenizer tokenizer) {

    /** Copy the list. */
    public BudgetLimits {
        servers = List.copyOf(servers);
    }

    /**
     * Read the attributes of an annotation.
     *
     * @param maxTokens 0 for no limit
     * @param maxPerTool 0 for no limit
     * @param growth empty for no limit
     * @throws IllegalArgumentException if an attribute is wrong, or there is no limit
     */
    public static BudgetLimits declared(
            int maxTokens, int maxPerTool, String growth, List<String> servers, Tokenizer tokenizer) {
        var limits = new BudgetLimits(
                limit("maxTokens", maxTokens),
                limit("maxPerTool", maxPerTool),
                growthLimit(growth),
                servers,
                tokenizer);
        if (limits.maxTokens.isEmpty() && limits.maxPerTool.isEmpty() && limits.growth.isEmpty()) {
            throw new IllegalArgumentException("has no limit. Set maxTokens, maxPerTool or growthSinceSnapshot");
        }
        return limits;
    }

    private static OptionalInt limit(String attribute, int most) {
        if (most < 0) {
            throw new IllegalArgumentException(attribute + " = " + most + " must be positive");
        }
        return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
    }

    private static Optional<GrowthLimit> growthLimit(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(GrowthLimit.parse(text));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("growthSinceSnapshot: " + malformed.getMessage(), malformed);
        }
    }
}
