/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Occurrences;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.internal.extension.FaultDeclaration;
import dev.mcpjunit.internal.time.Durations;
import java.util.List;
import java.util.Optional;

/** A fault that {@link InjectFault} declares. */
record AnnotatedFault(InjectFault annotation) implements FaultDeclaration {

    @Override
    public void injectInto(FaultInjector faults, List<String> servers) {
        IgnoredAttributes.find(annotation).ifPresent(ignored -> {
            throw new IllegalArgumentException(ignored);
        });
        var settings = new FaultKind.Settings(
                Durations.parse(annotation.delay()),
                annotation.httpStatus(),
                Optional.of(annotation.retryAfter())
                        .filter(pause -> !pause.isEmpty())
                        .map(Durations::parse));
        InjectedFault fault = annotation.fault().inject(faults.on(selector(servers)), settings);
        if (annotation.optional()) {
            fault.optional();
        }
    }

    private Selector selector(List<String> servers) {
        Selector requests = annotation.fault() == FaultKind.REFUSE_CONNECTIONS
                ? connections()
                : requests().counting(Occurrences.parse(annotation.calls()));
        if (annotation.server().isEmpty()) {
            return requests;
        }
        if (!servers.contains(annotation.server())) {
            throw new IllegalArgumentException("there is no server '" + annotation.server() + "', but " + servers);
        }
        return requests.toServer(annotation.server());
    }

    private Selector connections() {
        if (!(annotation.onTool() + annotation.onMethod() + annotation.calls()).isEmpty()) {
            throw new IllegalArgumentException("fault = REFUSE_CONNECTIONS happens to connections, not to requests."
                    + " Leave out onTool, onMethod and calls");
        }
        return Selector.connection();
    }

    private Selector requests() {
        if (!annotation.onTool().isEmpty() && !annotation.onMethod().isEmpty()) {
            throw new IllegalArgumentException("onTool = \"" + annotation.onTool() + "\" and onMethod = \""
                    + annotation.onMethod() + "\" exclude each other. Choose one");
        }
        if (!annotation.onTool().isEmpty()) {
            return Selector.toolCall(annotation.onTool());
        }
        return annotation.onMethod().isEmpty() ? Selector.anyToolCall() : Selector.method(annotation.onMethod());
    }
}
