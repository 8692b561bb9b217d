/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a machine may lack: a reason to skip on a developer's, a failure where it is required. */
enum Requirement {
    DOCKER(McpServer.DOCKER_PROPERTY_NAME, "start Docker"),
    COMMANDS(RequiresCommand.PROPERTY_NAME, "install it");

    private final String property;
    private final String remedy;

    Requirement(String property, String remedy) {
        this.property = property;
        this.remedy = remedy;
    }

    /**
     * Skip, or fail.
     *
     * @param problem what is missing, and who needs it
     * @throws ExtensionConfigurationException if it is required
     */
    ConditionEvaluationResult unmet(ExtensionContext context, String problem) {
        if (new Settings(context).isRequired(property)) {
            throw new ExtensionConfigurationException(problem + ". " + property
                    + " = required, so this is no reason to skip: " + remedy + ", or leave the setting out");
        }
        String reason = problem + " (-D" + property + "=required makes this a failure)";
        // Surefire counts what was skipped, and keeps the reason to its files.
        System.getLogger(Requirement.class.getName())
                .log(System.Logger.Level.WARNING, "Skipped " + context.getDisplayName() + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
