/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.fixtures.broken.DiesWithoutArguments;
import dev.mcpjunit.fixtures.broken.FloodsStderr;
import dev.mcpjunit.fixtures.broken.IgnoresSigterm;
import dev.mcpjunit.fixtures.broken.LeavesGrandchild;
import dev.mcpjunit.fixtures.broken.MissesCancellations;
import dev.mcpjunit.fixtures.broken.NoisyStdout;
import dev.mcpjunit.fixtures.broken.PrintsInCall;
import dev.mcpjunit.fixtures.broken.TurnsIdsIntoText;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is said about servers on standard input and output that are wrong in one way each. */
class StdioHygieneContractTests {

    private static final String SPECIFICATION = "https://modelcontextprotocol.io/specification/2025-11-25/";

    /** A server that does not do what is waited for makes the wait as long as this. */
    interface Impatient extends StdioHygieneContract {
        @Override
        default Duration exitsWithin() {
            return Duration.ofSeconds(2);
        }
    }

    @McpServer(source = "server")
    static class Noisy implements StdioHygieneContract {
        static ServerSpec server() {
            return Fixture.stdio(NoisyStdout.class).build();
        }
    }

    @Test
    void noise_on_standard_output() {
        Run run = Run.of(Noisy.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageStartingWith(
                        "Server 'server' breaks a rule: Standard output carries JSON-RPC messages, one in"
                                + " each line, and nothing else.\n\n"
                                + "  Line 1 of its standard output begins with a byte order mark: *** Weather server 1.0.0 ***\n"
                                + "  Line 2 of its standard output is empty\n"
                                + "  Line 3 of its standard output is not JSON: DEBUG about to send a message\n"
                                + "  Line 5 of its standard output is JSON, but no JSON-RPC 2.0 message:"
                                + " {\"level\":\"debug\",\"text\":\"sent a message\"}\n")
                .hasMessageContaining("NoisyStdout, revision 2025-11-25\n  Rule:  MUST (" + SPECIFICATION
                        + "basic/transports#stdio)\n  To do: Write logs, banners and debug prints to standard error.");
        assertThat(run.succeeded()).isEqualTo(5);
    }

    @McpServer(source = "server")
    static class PrintsInCalls implements StdioHygieneContract {
        static ServerSpec server() {
            return Fixture.stdio(PrintsInCall.class).build();
        }

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
        }
    }

    @Test
    void noise_of_tools_alone() {
        Run run = Run.of(PrintsInCalls.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining(" of its standard output is not JSON: get-forecast with {city=Oslo}\n")
                .hasMessageContaining(" of its standard output is not JSON: get-forecast with null\n");
        assertThat(run.succeeded()).isEqualTo(5);
    }

    @McpServer(source = "weather")
    static class Misspelt implements StdioHygieneContract {
        static ServerSpec weather() {
            return Weather.stdio();
        }

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forcast", Map.of("city", "Oslo")));
        }
    }

    @Test
    void a_sample_call_that_fails() {
        assertThat(Run.of(Misspelt.class).failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageStartingWith(
                        "Server 'weather' could not be checked: the sample call of 'get-forcast' reports"
                                + " an error, {")
                .hasMessageEndingWith("}. Sample calls have to succeed; see sampleCalls().");
    }

    @McpServer(source = "server")
    static class Stays implements Impatient {
        static ServerSpec server() {
            return Fixture.stdio(IgnoresSigterm.class).build();
        }
    }

    @Test
    void a_server_that_stays_when_its_input_ends() {
        Run run = Run.of(Stays.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: A server exits soon after the end of its standard input.\n\n"
                        + "  It still ran 2 s after the end of its standard input.\n")
                .hasMessageContaining("Rule:  follows from (" + SPECIFICATION + "basic/lifecycle#shutdown)");
        assertThat(run.aborted())
                .filteredOn(reason -> !reason.contains("has no such rule"))
                .containsExactly("Inconclusive: leaves no process behind: the server does not exit by itself; see"
                        + " exits_when_standard_input_ends.");
    }

    @McpServer(source = "server")
    static class Orphans implements StdioHygieneContract {
        @Override
        public Duration exitsWithin() {
            return Duration.ofSeconds(10);
        }

        static ServerSpec server() {
            return Fixture.stdio(LeavesGrandchild.class).build();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the system does not show who an orphan belongs to")
    void a_process_that_is_left_behind() {
        Run run = Run.method(Orphans.class, "leaves_no_process_behind", RunningServer.class, McpConnection.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: When a server exits by itself, its child processes have"
                        + " ended.\n\n  It has exited, but a process that it started still runs 10 s later: ")
                .hasMessageContaining("sleep")
                .hasMessageContaining("Rule:  good practice, beyond (");
    }

    @McpServer(source = "server")
    static class Floods implements StdioHygieneContract {
        @Override
        public Duration answersWithin() {
            return Duration.ofSeconds(6);
        }

        static ServerSpec server() {
            return Fixture.stdio(FloodsStderr.class).build();
        }
    }

    @Test
    void a_server_that_blocks_on_its_standard_error() {
        Run run = Run.method(
                Floods.class, "answers_while_standard_error_is_unread", RunningServer.class, McpConnection.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: A server also answers while its standard error is not read.\n\n"
                        + "  With standard error unread, request 1 was not answered within 6 s.\n");
    }

    @McpServer(source = "server")
    static class Dies implements StdioHygieneContract {
        static ServerSpec server() {
            return Fixture.stdio(DiesWithoutArguments.class).build();
        }
    }

    @Test
    void a_server_that_dies_of_a_call_without_arguments() {
        Run run = Run.of(Dies.class);

        assertThat(run.failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: A call without arguments, or with null in their place, gets a"
                        + " response and does not end the server.\n\n"
                        + "  tools/call 'get-forecast' without arguments ended the server. Exit code 6.")
                .hasMessageContaining("  tools/call 'get-forecast' with arguments null ended the server. Exit code 6.")
                .hasMessageContaining("cannot read 'city' of undefined");
        assertThat(run.succeeded()).isEqualTo(5);
    }

    @McpServer(source = "server")
    static class TextIds implements StdioHygieneContract {
        static ServerSpec server() {
            return Fixture.stdio(TurnsIdsIntoText.class).build();
        }

        @Override
        public String toolToCallWithoutArguments() {
            return "get-forecast";
        }
    }

    @Test
    void ids_that_change_their_type() {
        Run run = Run.of(TextIds.class);

        assertThat(run.failures()).anySatisfy(failure -> assertThat(failure)
                .hasMessageContaining("breaks a rule: A response carries the id of its request, in the same JSON"
                        + " type.\n\n"
                        + "  It answered ping with id \"70001\", but the request had id 70001.\n"
                        + "  It answered ping with id \"9007199254740991\", but the request had id"
                        + " 9007199254740991.\n"));
    }

    @McpServer(inProcess = Weather.InProcess.class)
    static class OnHttp implements StdioHygieneContract {}

    @Test
    void a_server_on_http_is_not_applicable() {
        Run run = Run.of(OnHttp.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.aborted())
                .hasSize(8)
                .allMatch(
                        reason -> reason.matches(
                                "Not applicable: [a-z ]+: server 'in-process' is not reached by standard input and output, but by http.*"));
    }

    interface Cancelled extends StdioHygieneContract {
        @Override
        default List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("slow-forecast", Map.of("city", "Oslo", "millis", 600)));
        }
    }

    @McpServer(source = "server")
    static class ReportsCanceledCalls implements Cancelled {
        static ServerSpec server() {
            return Fixture.stdio(MissesCancellations.class, "report").build();
        }
    }

    @Test
    void a_canceled_call_that_goes_on() {
        assertThat(Run.of(ReportsCanceledCalls.class).failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: Nothing more is sent for a request that was canceled.")
                .hasMessageContaining(
                        "\n  After the cancellation of tools/call 'slow-forecast', which it did not answer,"
                                + " it sent {");
    }

    @McpServer(source = "server")
    static class FailsCanceledCalls implements Cancelled {
        static ServerSpec server() {
            return Fixture.stdio(MissesCancellations.class, "fail").build();
        }
    }

    @Test
    void a_canceled_call_that_gets_an_error() {
        assertThat(Run.of(FailsCanceledCalls.class).failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: Nothing more is sent for a request that was canceled.")
                .hasMessageContaining("\n  After the cancellation of tools/call 'slow-forecast', it sent {")
                .hasMessageContaining("Request canceled");
    }

    @McpServer(source = "server")
    static class CannotCancel implements Cancelled {
        static ServerSpec server() {
            return Fixture.stdio(MissesCancellations.class).build();
        }
    }

    @Test
    void a_call_that_may_not_be_cancelable_is_inconclusive() {
        Run run = Run.of(CannotCancel.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted())
                .filteredOn(reason -> reason.startsWith("Inconclusive: "))
                .singleElement()
                .asString()
                .endsWith("the server answered tools/call 'slow-forecast' although it was canceled, which is right only"
                        + " if the call cannot be canceled.");
    }

    @McpServer(source = "server")
    static class AnswersCancellations implements Cancelled {
        static ServerSpec server() {
            return Fixture.stdio(MissesCancellations.class, "answer").build();
        }
    }

    @Test
    void cancellations_that_are_answered() {
        assertThat(Run.of(AnswersCancellations.class).failedTests())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("breaks a rule: A cancellation without a request to cancel is ignored.")
                .hasMessageContaining("\n  After a cancellation of an unknown request, it sent {")
                .hasMessageContaining("\n  After a cancellation of a request that has been answered, it sent {");
    }

    @McpServer(source = "server")
    static class Cancels implements Cancelled {
        static ServerSpec server() {
            return Weather.stdio("--era", "modern");
        }
    }

    @Test
    void a_server_that_cancels_passes() {
        Run run = Run.of(Cancels.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(8);
    }
}
