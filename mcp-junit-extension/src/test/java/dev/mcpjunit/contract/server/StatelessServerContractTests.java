/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.fixtures.broken.Flaw;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.testkit.Flawed;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said about servers that are not as stateless as they should be, in one way each. */
class StatelessServerContractTests {

    private static final String SPECIFICATION = "https://modelcontextprotocol.io/specification/2026-07-28/";

    private static final WeatherOptions MIRRORING =
            WeatherOptions.standard().withEra(ServedEra.DUAL).withMirroredCity(true);

    interface Weathered extends StatelessServerContract {
        @Override
        default List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
        }

        @Override
        default Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)));
        }
    }

    /** All checks but the one about pages pass for the flawed server without a flaw. */
    static final class Sound extends Flawed {
        public Sound() {
            super(Flaw.NONE);
        }
    }

    @McpServer(inProcess = Sound.class, name = "weather", replicas = 2)
    static class SoundCase implements Weathered {}

    @Test
    void no_flaw() {
        Run run = Run.of(SoundCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(31);
        assertThat(run.aborted())
                .containsExactlyInAnyOrder(
                        "Not applicable: pages go on at another replica: no list of the server has a second page.",
                        "Not applicable: reports progress only with a token: the sample calls report no progress.",
                        "Not applicable: keeps one cache scope: no list of the server has a second page.",
                        "Not applicable: compares numbers in headers by value: no tool of the server has an x-mcp-header.",
                        "Not applicable: annotates arguments by the rules: no tool of the server has an x-mcp-header.",
                        "Not applicable: declares what it serves: the server declares all capabilities that have lists,"
                                + " and completions.",
                        "Not applicable: streams no requests: the sample calls are answered without streams.");
    }

    static final class Shuffles extends Flawed {
        public Shuffles() {
            super(Flaw.SHUFFLES_TOOLS);
        }
    }

    @McpServer(inProcess = Shuffles.class, name = "weather", replicas = 2)
    static class ShufflesCase implements Weathered {}

    @Test
    void another_order_each_time() {
        assertThat(onlyFailure(ShufflesCase.class))
                .hasMessageStartingWith("Server 'weather' breaks a rule: Tools come in the same order each time,"
                        + " whichever replica answers.\n\n  weather-")
                .hasMessageContaining("get-forecast")
                .hasMessageContaining(", but before it was [")
                .hasMessageContaining("  Rule:  SHOULD (" + SPECIFICATION + "server/tools#capabilities)\n");
    }

    static final class Names extends Flawed {
        public Names() {
            super(Flaw.NAMES_A_TOOL_AFTER_ITSELF);
        }
    }

    @McpServer(inProcess = Names.class, name = "weather", replicas = 2)
    static class NamesCase implements Weathered {}

    @Test
    void another_tool_at_each_replica() {
        Throwable failure = Run.of(NamesCase.class).failedTests().stream()
                .filter(each -> each.getMessage().contains("Lists are the same whichever replica answers."))
                .findFirst()
                .orElseThrow();

        assertThat(failure)
                .hasMessageMatching("(?s).*\n  tools/list: \\[ask-instance-\\d+] only with: weather-1,"
                        + " \\[ask-instance-\\d+] only with: weather-2\n.*")
                .hasMessageContaining("Rule:  MUST (" + SPECIFICATION + "server/tools#capabilities)");
    }

    static final class Signs extends Flawed {
        public Signs() {
            super(Flaw.SIGNS_ITS_ANSWERS);
        }
    }

    @McpServer(inProcess = Signs.class, name = "weather", replicas = 2)
    static class SignsCase implements Weathered {}

    @Test
    void another_answer_at_each_replica() {
        assertThat(onlyFailure(SignsCase.class))
                .hasMessageContaining("breaks a rule: A request has the same answer whichever replica answers.\n\n"
                        + "  tools/call 'get-forecast': weather-1 answers {")
                .hasMessageContaining("and weather-2 answers {");
    }

    static final class Remembers extends Flawed {
        public Remembers() {
            super(Flaw.REMEMBERS_ROUNDS);
        }
    }

    @McpServer(inProcess = Remembers.class, name = "weather", replicas = 2)
    static class RemembersCase implements Weathered {}

    @Test
    void rounds_that_only_one_replica_remembers() {
        assertThat(onlyFailure(RemembersCase.class))
                .hasMessageContaining("breaks a rule: A request that brings the user's answers can be served by any"
                        + " replica.\n\n"
                        + "  A request of round 2 (tools/call to weather-2) was answered with HTTP 200: ")
                .hasMessageContaining("There is no call to go on with")
                .hasMessageContaining("Rule:  SHOULD (" + SPECIFICATION + "basic#statelessness)");
    }

    @McpServer(inProcess = Sound.class, name = "weather", replicas = 2)
    static class WrongAnswerCase implements Weathered {
        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("agreed", true)));
        }
    }

    @Test
    void a_call_that_does_not_end_well_at_one_replica_says_nothing_about_two() {
        assertThat(onlyFailure(WrongAnswerCase.class))
                .hasMessageStartingWith("askingCall() does not end well at one replica alone, which says nothing about"
                        + " several: its result is {")
                .hasMessageContaining("without a yes or no in confirm");
    }

    static final class Overlooks extends Flawed {
        public Overlooks() {
            super(Flaw.OVERLOOKS_HEADERS);
        }
    }

    @McpServer(inProcess = Overlooks.class, name = "weather", replicas = 2)
    static class OverlooksCase implements Weathered {}

    @Test
    void headers_that_the_server_ignores() {
        assertThat(onlyFailure(OverlooksCase.class))
                .hasMessageContaining("breaks a rule: A request whose headers contradict its body or have"
                        + " non-ASCII characters is refused with HTTP 400 and error -32020.\n\n"
                        + "  It answered server/discover with Mcp-Method: tools/list with HTTP 200: {")
                .hasMessageContaining("  It answered tools/call with Mcp-Name: another-name with HTTP 200: {")
                .hasMessageContaining("  It answered resources/read with Mcp-Name: another-name with HTTP 200: {")
                .hasMessageContaining("\n  … and 1 more\n");
    }

    static final class OverlooksArguments extends Flawed {
        public OverlooksArguments() {
            super(Flaw.OVERLOOKS_A_REPEATED_CITY, MIRRORING);
        }
    }

    @McpServer(inProcess = OverlooksArguments.class, name = "weather", replicas = 2)
    static class OverlooksArgumentsCase implements Weathered {}

    @Test
    void headers_for_arguments_that_the_server_ignores() {
        assertThat(onlyFailure(OverlooksArgumentsCase.class))
                .hasMessageContaining("  It answered tools/call with Mcp-Param-City: another-value with HTTP 200: {")
                .hasMessageContaining("  It answered tools/call without Mcp-Param-City with HTTP 200: {")
                .hasMessageContaining("  To do: Compare MCP-Protocol-Version, Mcp-Method, Mcp-Name and each"
                        + " Mcp-Param-… with the body,");
    }

    static final class Mirrors extends Flawed {
        public Mirrors() {
            super(Flaw.NONE, MIRRORING);
        }
    }

    @McpServer(inProcess = Mirrors.class, name = "weather", replicas = 2)
    static class MirrorsCase implements Weathered {}

    @Test
    void a_server_that_wants_arguments_repeated() {
        Run run = Run.of(MirrorsCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(32);
    }

    static final class Mints extends Flawed {
        public Mints() {
            super(Flaw.MINTS_SESSIONS);
        }
    }

    @McpServer(inProcess = Mints.class, name = "weather", replicas = 2)
    static class MintsCase implements Weathered {}

    @Test
    void sessions() {
        assertThat(onlyFailure(MintsCase.class))
                .hasMessageContaining("breaks a rule: A server creates no session ids and does not echo those of"
                        + " clients.\n\n"
                        + "  weather-1 answered server/discover with the header Mcp-Session-Id: instance-");
    }

    static final class Grows extends Flawed {
        public Grows() {
            super(Flaw.LISTS_WHAT_WAS_CALLED);
        }
    }

    @McpServer(inProcess = Grows.class, name = "weather", replicas = 2)
    static class GrowsCase implements Weathered {}

    @Test
    void lists_that_grow_by_other_requests() {
        assertThat(Run.of(GrowsCase.class).failedTests()).anySatisfy(failure -> assertThat(failure)
                .hasMessageContaining("breaks a rule: Lists depend neither on earlier requests nor on the"
                        + " connection.\n\n  tools/list: [repeat-call-")
                .hasMessageContaining(" only with: after other requests"));
    }

    static final class Silent extends Flawed {
        public Silent() {
            super(Flaw.IS_SILENT_ABOUT_CACHES);
        }
    }

    @McpServer(inProcess = Silent.class, name = "weather", replicas = 2)
    static class SilentCase implements Weathered {}

    @Test
    void no_word_about_caches() {
        assertThat(onlyFailure(SilentCase.class))
                .hasMessageContaining("breaks a rule: Cacheable results have ttlMs (0 or more) and cacheScope"
                        + " (public or private).\n\n"
                        + "  server/discover has no ttlMs\n")
                .hasMessageContaining("  tools/list has no ttlMs\n")
                .hasMessageContaining("  resources/read has no ttlMs\n");
    }

    private static Throwable onlyFailure(Class<?> testCase) {
        List<Throwable> failures = Run.of(testCase).failedTests();
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    /** More instances would not help it. */
    @McpServer(inProcess = Weather.InProcess.class, name = "weather")
    static class OldCase implements StatelessServerContract {}

    @Test
    void a_server_with_sessions_only_fails_once_and_the_rest_is_not_applicable() {
        Run run = Run.of(OldCase.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageStartingWith(
                        "Server 'weather' breaks a rule: server/discover lists the revisions that a server"
                                + " supports.\n\n  A request (server/discover to weather) was answered with HTTP 400: ");
        assertThat(run.aborted())
                .hasSize(37)
                .allMatch(reason ->
                        reason.matches("Not applicable: [a-z ]+: the server does not speak revision 2026-07-28;"
                                + " see answers_discover[.]"));
    }

    @McpServer(inProcess = Weather.DualInProcess.class, name = "weather")
    static class AloneCase implements Weathered {}

    @Test
    void one_instance_says_nothing_about_another() {
        Run run = Run.of(AloneCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted())
                .filteredOn(reason -> reason.startsWith("Inconclusive: "))
                .hasSize(4)
                .allMatch(reason ->
                        reason.matches("Inconclusive: [a-z ]+: there is only one instance of server 'weather', so"
                                + " nothing can be said about another. Start more: replicas = 2[.]"));
    }

    @McpServer(inProcess = Weather.DualInProcess.class, name = "weather", replicas = 2)
    static class NowhereCase implements StatelessServerContract {
        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forecast", Map.of("city", "Nowhere")));
        }
    }

    @Test
    void a_sample_call_that_fails_alike_everywhere_shows_nothing() {
        Run run = Run.of(NowhereCase.class);

        assertThat(run.failedTests()).hasSize(9).allSatisfy(failure -> assertThat(failure)
                .hasMessageStartingWith("Server 'weather' could not be checked: the sample call of"
                        + " 'get-forecast' reports an error, {"));
    }

    @McpServer(inProcess = Weather.DualInProcess.class, name = "weather", replicas = 2)
    static class NothingSaidCase implements StatelessServerContract {}

    @Test
    void what_the_test_has_to_say_is_asked_for() {
        assertThat(Run.of(NothingSaidCase.class).aborted())
                .contains(
                        "Inconclusive: answers alike at each replica: nothing says which calls have the same answer each time."
                                + " Override sampleCalls().",
                        "Inconclusive: goes on at another replica: the test declares no call that asks for input. Override"
                                + " askingCall().",
                        "Not applicable: pages go on at another replica: no list of the server has a second page.");
    }
}
