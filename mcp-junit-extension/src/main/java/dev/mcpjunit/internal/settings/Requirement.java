/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a machine may lack: a reason to skip tests, or to fail them where it is required. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Requirement {
    DOCKER(SettingNames.DOCKER, "start Docker"),
    COMMANDS(SettingNames.COMMANDS, "install it");

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
    public ConditionEvaluationResult unmet(ExtensionContext context, String problem) {
        if (new Settings(context).isRequired(property)) {
            throw WrongConfiguration.because(problem + ". " + property + " = required, so this is no reason to skip: "
                    + remedy + ", or leave the setting out");
        }
        String reason = problem + " (-D" + property + "=required makes this a failure)";
        // Surefire prints only the number of skipped tests; the reasons are in its files.
        System.getLogger(Requirement.class.getName())
                .log(System.Logger.Level.WARNING, "Skipped " + context.getDisplayName() + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
