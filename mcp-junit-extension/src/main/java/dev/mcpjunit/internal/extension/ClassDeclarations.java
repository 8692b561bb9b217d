/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.budget.internal.BudgetLimits;
import dev.mcpjunit.internal.pin.Pin;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What the annotations of a test class declare, with those it inherits and those of its methods. Read once.
 *
 * @param start what happens if one of its servers cannot be started
 * @param runs the runs that it asks for by {@code @AcrossProtocols}; empty for a class that simply runs
 * @param extensions the types of the extensions that its fields register
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ClassDeclarations(
        Class<?> type,
        List<ServerDeclaration> servers,
        ReadResult<List<Pin>> pins,
        ReadResult<Optional<BudgetLimits>> budget,
        List<FaultDeclaration> faults,
        Map<Method, MethodDeclarations> methods,
        ProxyNeeds proxies,
        StartPolicy start,
        Optional<ReadResult<List<Combination>>> runs,
        Set<Class<?>> extensions) {

    /** Copy the collections. */
    public ClassDeclarations {
        servers = List.copyOf(servers);
        faults = List.copyOf(faults);
        methods = Map.copyOf(methods);
        extensions = Set.copyOf(extensions);
    }
}
