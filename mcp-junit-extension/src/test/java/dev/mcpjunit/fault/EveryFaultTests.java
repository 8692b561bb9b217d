/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.AnswerFault.Compressed.Encoding;
import dev.mcpjunit.testkit.NoFault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every fault can be found from {@link FaultInjector#on}. */
class EveryFaultTests {

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(int.class, 200),
            Map.entry(String.class, "text"),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(Cut.class, Cut.RESET),
            Map.entry(Map.class, Map.of("name", "value")),
            Map.entry(Encoding.class, Encoding.GZIP),
            Map.entry(IdChange.class, IdChange.WRONG),
            Map.entry(URI.class, URI.create("https://other.example.com")),
            Map.entry(WireStyle.class, WireStyle.CRLF),
            Map.entry(UnaryOperator.class, UnaryOperator.identity()));

    static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryFaultTests::kinds)
                : Stream.of(type);
    }

    static List<Method> methods() {
        return Arrays.stream(FaultChoice.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers())
                        && !method.getName().equals("inject"))
                .toList();
    }

    static Fault injectedBy(Method method) throws ReflectiveOperationException {
        var injected = new ArrayList<Fault>();
        FaultChoice choice = fault -> {
            injected.add(fault);
            return new NoFault();
        };
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(SAMPLES::get).toArray();
        try {
            method.invoke(choice, arguments);
        } catch (InvocationTargetException failure) {
            throw new AssertionError(method + " failed", failure);
        }
        assertThat(injected).as("%s", method).hasSize(1);
        return injected.get(0);
    }

    @Test
    void has_a_method() throws ReflectiveOperationException {
        var reached = new ArrayList<Class<?>>();
        for (Method method : methods()) {
            reached.add(injectedBy(method).getClass());
        }

        List<Class<?>> all = kinds(Fault.class).toList();
        assertThat(all).hasSizeGreaterThan(36);
        assertThat(reached).containsAll(all);
    }
}
