/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal;

import dev.mcpjunit.contract.internal.Verdicts.NoVerdictException;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;

/** Gives findings the name of their test, and fails inconclusive checks where verdicts are required. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ContractExtension implements TestExecutionExceptionHandler {

    private static final String VARIABLE = "MCP_CONTRACT";

    private final Function<String, Optional<String>> environment;

    /** Called by JUnit. */
    public ContractExtension() {
        this(name -> Optional.ofNullable(System.getenv(name)));
    }

    ContractExtension(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof Finding finding) {
            String check = context.getRequiredTestMethod().getName().replace('_', ' ');
            handle(context, new Verdict(check, finding.status(), finding.reason(), "", Optional.empty()));
        } else if (thrown instanceof NoVerdictException aborted) {
            handle(context, aborted.verdict());
        } else {
            throw thrown;
        }
    }

    private void handle(ExtensionContext context, Verdict verdict) {
        boolean unanswered =
                verdict.status() == Status.INCONCLUSIVE && verdict.exemption().isEmpty();
        if (unanswered && isRequired(context)) {
            throw new AssertionFailedError(verdict.message() + "\n\n" + Verdict.PROPERTY_NAME
                    + " = required, so this fails. Where the check cannot give an answer, say so: exempt(check, reason)"
                    + " of the declaration, or override the test and disable it with a reason.");
        }
        Verdicts.report(verdict);
    }

    boolean isRequired(ExtensionContext context) {
        String value = context.getConfigurationParameter(Verdict.PROPERTY_NAME)
                .filter(text -> !text.isBlank())
                .or(() -> environment.apply(VARIABLE))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse("auto");
        return switch (value) {
            case "auto" -> false;
            case "required" -> true;
            default ->
                throw new ExtensionConfigurationException(
                        Verdict.PROPERTY_NAME + " = '" + value + "' is neither 'auto' nor 'required'");
        };
    }
}
