/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.internal.BudgetCheck;
import dev.mcpjunit.budget.internal.GrowthLimit;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what tool definitions cost in the context of a model. They fail if a server did not list its tools.
 *
 * <pre>{@code
 * assertThat(fleet.contextCost()).isAtMost(12_000).isAtMostPerTool(900);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContextCostAssert extends AbstractAssert<ContextCostAssert, ContextCost> {

    ContextCostAssert(ContextCost actual) {
        super(actual, ContextCostAssert.class);
    }

    /**
     * Verify that all tools together cost at most a number of tokens.
     *
     * @param tokens the number of tokens
     * @return this
     * @throws AssertionError if they cost more, or the tools of a server are unknown
     */
    public ContextCostAssert isAtMost(int tokens) {
        isNotNull();
        return check(new BudgetCheck(actual).total(tokens, "isAtMost(" + tokens + ")"));
    }

    /**
     * Verify that each tool costs at most a number of tokens.
     *
     * @param tokens the number of tokens
     * @return this
     * @throws AssertionError if one costs more, or the tools of a server are unknown
     */
    public ContextCostAssert isAtMostPerTool(int tokens) {
        isNotNull();
        return check(new BudgetCheck(actual).perTool(tokens, "isAtMostPerTool(" + tokens + ")"));
    }

    /**
     * Verify that the cost has not grown by more than a limit.
     *
     * @param limit for example {@code 10%} or {@code 200 tokens}
     * @param before the earlier cost, counted by the same tokenizer
     * @return this
     * @throws AssertionError if the cost has grown by more, or the tools of a server are unknown
     * @throws IllegalArgumentException if the limit cannot be read, or another tokenizer counted the earlier cost
     */
    public ContextCostAssert hasGrownAtMost(String limit, ContextCost before) {
        isNotNull();
        GrowthLimit most = GrowthLimit.parse(limit);
        return check(new BudgetCheck(actual)
                .growth("The cost", actual.since(before), most, "hasGrownAtMost(\"" + limit + "\")"));
    }

    private ContextCostAssert check(BudgetCheck check) {
        check.problem().ifPresent(problem -> {
            throw failure("%s", problem);
        });
        return this;
    }
}
