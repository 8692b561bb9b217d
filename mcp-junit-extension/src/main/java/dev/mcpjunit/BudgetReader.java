/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.budget.internal.BudgetLimits;
import dev.mcpjunit.budget.internal.GrowthLimit;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Reads {@link ContextBudget @ContextBudget} annotations.
 *
 * @param element what carries the annotation
 */
record BudgetReader(AnnotatedElement element) {

    BudgetLimits read(ContextBudget budget) {
        OptionalInt maxTokens = limit("maxTokens", budget.maxTokens());
        OptionalInt maxPerTool = limit("maxPerTool", budget.maxPerTool());
        Optional<GrowthLimit> growth = growth(budget.growthSinceSnapshot());
        if (maxTokens.isEmpty() && maxPerTool.isEmpty() && growth.isEmpty()) {
            throw wrong("limits nothing. Set maxTokens, maxPerTool or growthSinceSnapshot");
        }
        return new BudgetLimits(maxTokens, maxPerTool, growth, List.of(budget.servers()));
    }

    private OptionalInt limit(String attribute, int most) {
        if (most < 0) {
            throw wrong(attribute + " = " + most + " must be positive");
        }
        return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
    }

    private Optional<GrowthLimit> growth(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(GrowthLimit.parse(text));
        } catch (IllegalArgumentException malformed) {
            throw wrong("growthSinceSnapshot: " + malformed.getMessage());
        }
    }

    private ExtensionConfigurationException wrong(String why) {
        String name = element instanceof Class<?> type
                ? type.getName()
                : element instanceof Method method
                        ? method.getDeclaringClass().getName() + "." + method.getName()
                        : element.toString();
        return WrongConfiguration.because("@ContextBudget on " + name + ": " + why + ".");
    }
}
