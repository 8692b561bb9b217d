/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.testkit.NoFault;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultKindTests {

    private static final FaultKind.Settings DEFAULTS =
            new FaultKind.Settings(Duration.ofSeconds(1), 503, Optional.empty());

    private static List<Fault> faultsOfKinds() {
        var faults = new ArrayList<Fault>();
        FaultChoice choice = fault -> {
            faults.add(fault);
            return new NoFault();
        };
        for (FaultKind kind : FaultKind.values()) {
            InjectedFault unused = kind.inject(choice, DEFAULTS);
        }
        return faults;
    }

    static Stream<Arguments> methodsWithoutArguments() {
        return Arrays.stream(FaultChoice.class.getMethods())
                .filter(method -> method.getParameterCount() == 0 && method.getReturnType() == InjectedFault.class)
                .map(method -> arguments(method.getName(), method));
    }

    @ParameterizedTest(name = "{0}()")
    @MethodSource("methodsWithoutArguments")
    void a_fault_that_needs_no_argument_has_a_kind(String name, Method method) throws ReflectiveOperationException {
        var injected = new ArrayList<Fault>();
        FaultChoice choice = fault -> {
            injected.add(fault);
            return new NoFault();
        };

        method.setAccessible(true);
        Object unused = method.invoke(choice);

        assertThat(faultsOfKinds()).containsAll(injected);
    }

    @Test
    void connections_are_refused_by_an_annotation() {
        Run.of(RefusedTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class RefusedTestCase {
        @Test
        @InjectFault(fault = FaultKind.REFUSE_CONNECTIONS)
        void test(McpEndpoint weather) {
            var uri = weather.httpUri();
            Assertions.assertThrows(ConnectException.class, () -> new Socket(uri.getHost(), uri.getPort()).close());
        }
    }

    @Test
    void refused_connections_belong_to_no_tool() {
        assertThat(Run.of(OnConnectionsTestCase.class).failure())
                .hasMessageEndingWith("fault = REFUSE_CONNECTIONS happens to connections, not to requests. Leave out"
                        + " onTool, onMethod and calls");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class OnConnectionsTestCase {
        @Test
        @InjectFault(fault = FaultKind.REFUSE_CONNECTIONS, onTool = "get-forecast")
        void test() {}
    }
}
