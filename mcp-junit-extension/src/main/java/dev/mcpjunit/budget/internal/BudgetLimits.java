/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget.internal;

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
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetLimits(
        OptionalInt maxTokens, OptionalInt maxPerTool, Optional<GrowthLimit> growth, List<String> servers) {

    /** Copy the list. */
    public BudgetLimits {
        servers = List.copyOf(servers);
    }
}
