/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.contract.client.CommandClient.ClientFailedException;
import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Programs that keep to the protocol, and programs that do not. */
@RequiresCommand("sh")
class CommandClientTests {

    private static final McpEndpoint HTTP =
            new McpEndpoint.Http(URI.create("http://127.0.0.1:9/mcp"), Map.of("X-Key", "one"));

    private static final String READ = "while read number command tool; do ";
    private static final String CONNECT = "if [ $command = connect ]; then echo $number ok; continue; fi; ";
    private static final String CLOSE = "if [ $command = close ]; then exit 0; fi; ";

    private static CommandClient start(McpEndpoint server, String loop) throws Exception {
        return CommandClient.connect(
                server, List.of("sh", "-c", READ + CONNECT + loop + "; done"), Duration.ofMillis(500));
    }

    private static CommandClient good(McpEndpoint server, String call) throws Exception {
        return CommandClient.connect(server, List.of("sh", "-c", READ + CONNECT + CLOSE + call + "; done"));
    }

    @Test
    void answers_and_failures_are_passed_on() throws Exception {
        CommandClient client = good(
                HTTP,
                "echo some noise; echo; if [ $tool = bad ]; then echo $number error no such tool; else echo $number ok"
                        + " sunny in $tool; fi");

        assertThat(client.call("Oslo")).isEqualTo("sunny in Oslo");
        assertThatThrownBy(() -> client.call("bad"))
                .isInstanceOf(ClientFailedException.class)
                .hasMessage("no such tool");
        assertThat(client.call("Bergen")).isEqualTo("sunny in Bergen");
        client.close();
    }

    @Test
    void an_answer_to_an_earlier_command_is_not_taken() throws Exception {
        CommandClient client = good(HTTP, "echo $((number - 1)) ok late; echo $number ok own");

        assertThat(client.call("any")).isEqualTo("own");
        client.close();
    }

    @Test
    void answers_may_come_in_any_order() throws Exception {
        CommandClient client = good(
                HTTP,
                "if [ -z \"$held\" ]; then held=$number; first=$tool; else echo $number ok in $tool; echo $held ok in $first;"
                        + " fi");
        CompletableFuture<String> other = new CompletableFuture<>();
        var thread = new Thread(() -> {
            try {
                other.complete(client.call("Bergen"));
            } catch (IOException | InterruptedException failure) {
                other.completeExceptionally(failure);
            }
        });
        thread.start();

        assertThat(client.call("Oslo")).isEqualTo("in Oslo");
        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("in Bergen");
        client.close();
    }

    @Test
    void the_program_learns_where_the_server_is() throws Exception {
        CommandClient overHttp = good(HTTP, "echo $number ok $MCP_ENDPOINT");
        assertThat(overHttp.call("any"))
                .isEqualTo("{\"url\":\"http://127.0.0.1:9/mcp\",\"headers\":{\"X-Key\":\"one\"}}");
        overHttp.close();

        Path here = Path.of("").toAbsolutePath();
        CommandClient overStdio = good(
                new McpEndpoint.Stdio(List.of("serve", "stdio"), Map.of("MODE", "test"), here),
                "echo $number ok $MCP_ENDPOINT");
        assertThat(overStdio.call("any"))
                .isEqualTo("{\"command\":[\"serve\",\"stdio\"],\"env\":{\"MODE\":\"test\"},\"cwd\":\"" + here + "\"}");
        overStdio.close();
    }

    @Test
    void a_program_that_ends() throws Exception {
        CommandClient client = start(HTTP, "echo out of memory >&2; exit 3");

        assertThatThrownBy(() -> client.call("any"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The client's program has ended (exit code 3) instead of answering 'call any':\nout of memory");
        client.close();
    }

    @Test
    void a_program_that_closes_its_output() throws Exception {
        CommandClient client = start(HTTP, "exec >&-");

        assertThatThrownBy(() -> client.call("any"))
                .hasMessage("The client's program has ended (its output is closed) instead of answering 'call any'");
        assertThatThrownBy(client::close).isInstanceOf(IOException.class);
    }

    @Test
    void a_program_that_cannot_connect() {
        assertThatThrownBy(() -> CommandClient.connect(
                        HTTP, List.of("sh", "-c", "read number command; echo $number error connection refused")))
                .isInstanceOf(ClientFailedException.class)
                .hasMessage("connection refused");
    }

    @Test
    void a_program_that_answers_something_else() throws Exception {
        CommandClient client = start(HTTP, CLOSE + "echo $number fine");

        assertThatThrownBy(() -> client.call("any"))
                .hasMessage("The client's program must answer '<number> ok …' or '<number> error …', but said: 2 fine");
        client.close();
    }

    @Test
    void a_program_that_stays() throws Exception {
        CommandClient client = start(HTTP, ":");

        assertThatThrownBy(client::close)
                .isInstanceOf(IOException.class)
                .hasMessage("The client's program still ran 500 ms after 'close'. Does something keep it alive?");
    }
}
