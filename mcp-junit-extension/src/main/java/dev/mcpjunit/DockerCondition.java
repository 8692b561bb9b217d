/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.wiring.Launchers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class whose servers need Docker on a machine without it, and says so. */
final class DockerCondition {

    private static final ConditionEvaluationResult ENABLED = ConditionEvaluationResult.enabled(null);

    private DockerCondition() {}

    static ConditionEvaluationResult evaluate(ExtensionContext context) {
        if (context.getTestClass().isEmpty() || context.getTestMethod().isPresent()) {
            return ENABLED;
        }
        List<String> needy = Declarations.needingDocker(context);
        if (needy.isEmpty()) {
            return ENABLED;
        }
        Optional<String> problem = Launchers.dockerProblem();
        if (problem.isEmpty()) {
            return ENABLED;
        }
        String what = "Docker is not available (" + problem.get().strip() + "), but " + String.join(", ", needy)
                + " needs it";
        if (new Settings(context).isRequired(McpServer.DOCKER_PROPERTY_NAME)) {
            throw new ExtensionConfigurationException(what + ". " + McpServer.DOCKER_PROPERTY_NAME
                    + " = required, so this is no reason to skip: start Docker, or leave the setting out");
        }
        return ConditionEvaluationResult.disabled(
                what + " (-D" + McpServer.DOCKER_PROPERTY_NAME + "=required makes this a failure)");
    }
}
