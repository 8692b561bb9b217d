/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.soak;

import dev.mcpjunit.fixtures.broken.DiesAtStart;
import dev.mcpjunit.fixtures.broken.DiesInCall;
import dev.mcpjunit.fixtures.broken.FloodsStderr;
import dev.mcpjunit.fixtures.broken.HangsInCall;
import dev.mcpjunit.fixtures.broken.HugeLine;
import dev.mcpjunit.fixtures.broken.IgnoresSigterm;
import dev.mcpjunit.fixtures.broken.InitializeError;
import dev.mcpjunit.fixtures.broken.LeavesGrandchild;
import dev.mcpjunit.fixtures.broken.MalformedJson;
import dev.mcpjunit.fixtures.broken.Misbehavior;
import dev.mcpjunit.fixtures.broken.NeverInitializes;
import dev.mcpjunit.fixtures.broken.NoisyStdout;
import dev.mcpjunit.fixtures.broken.WrongId;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A test class with the settings of one run.
 *
 * @param name for reports
 * @param testCase the class
 * @param parameters configuration parameters
 * @param expected part of the message with which it must fail; empty if it must succeed
 * @param misbehavior what the server at {@code ${url}} does; empty for the weather server
 */
record Subject(
        String name,
        Class<?> testCase,
        Map<String, String> parameters,
        Optional<String> expected,
        Optional<Misbehavior> misbehavior) {

    /** Every kind of server, each healthy and broken. */
    static List<Subject> all(boolean docker) {
        var all = new ArrayList<>(List.of(
                of(Cases.CommandCase.class).running(WeatherServer.class),
                of(Cases.CommandBehindFaultsCase.class).running(WeatherServer.class),
                of(Cases.KilledCommandCase.class).running(WeatherServer.class),
                of(Cases.HttpCommandCase.class).running(WeatherServer.class),
                of(Cases.InProcessCase.class),
                of(Cases.PerTestCase.class),
                of(Cases.ReplicasCase.class),
                of(Cases.UrlCase.class),
                of(Cases.SourceCase.class),
                of(Cases.SdkClientsCase.class),
                of(Cases.SeveralCase.class),
                of(Cases.FailingTestCase.class).failingWith("on purpose"),
                of(Cases.InterruptedCase.class).running(HangsInCall.class).failingWith("timed out after 300"),
                broken(IgnoresSigterm.class),
                broken(LeavesGrandchild.class),
                broken(FloodsStderr.class).with("request", "20 s"),
                broken(HugeLine.class).with("request", "20 s"),
                broken(NoisyStdout.class).with("request", "20 s"),
                broken(DiesInCall.class).failingWith("Exit code 4"),
                broken(HangsInCall.class).failingWith("within 500 ms"),
                broken(MalformedJson.class).failingWith("within 500 ms"),
                broken(WrongId.class).failingWith("with id 987654321"),
                broken(DiesAtStart.class).failingWith("did not become ready"),
                broken(InitializeError.class).failingWith("did not become ready"),
                broken(NeverInitializes.class).with("startup", "1 s").failingWith("did not become ready")));
        Stream.of(Misbehavior.values())
                .map(misbehavior ->
                        of(Cases.BrokenEndpointCase.class).behind(misbehavior).failingWith("did not become ready"))
                .forEach(all::add);
        if (docker) {
            all.add(of(Cases.ContainerCase.class));
            all.add(of(Cases.StdioContainerCase.class));
        }
        return List.copyOf(all);
    }

    private static Subject of(Class<?> testCase) {
        return new Subject(testCase.getSimpleName(), testCase, Map.of(), Optional.empty(), Optional.empty());
    }

    private static Subject broken(Class<?> main) {
        return of(Cases.BrokenCommandCase.class).running(main).named(main.getSimpleName());
    }

    private Subject named(String other) {
        return new Subject(other, testCase, parameters, expected, misbehavior);
    }

    private Subject running(Class<?> main) {
        Subject with = this;
        for (var entry : Lifecycles.command(main).entrySet()) {
            with = with.with(entry.getKey(), entry.getValue());
        }
        return with;
    }

    private Subject with(String key, String value) {
        var more = new HashMap<>(parameters);
        more.put(key, value);
        return new Subject(name, testCase, Map.copyOf(more), expected, misbehavior);
    }

    private Subject failingWith(String message) {
        return new Subject(name, testCase, parameters, Optional.of(message), misbehavior);
    }

    private Subject behind(Misbehavior server) {
        return new Subject("endpoint " + server, testCase, parameters, expected, Optional.of(server));
    }
}
