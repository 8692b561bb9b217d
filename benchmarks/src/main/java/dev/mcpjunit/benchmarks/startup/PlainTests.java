/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks.startup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lines that are written to a process and read from it, without any library: the least that a test can do. */
@ExtendWith(Times.class)
final class PlainTests {

    private static Process process;
    private static Writer input;
    private static BufferedReader output;

    @BeforeAll
    static void start() throws IOException {
        process = new ProcessBuilder("sh", Server.SCRIPT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        send("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}}
                """);
        output.readLine();
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @TestTemplate
    void calls() throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"" + Server.TOOL
                + "\",\"arguments\":{\"value\":20,\"from\":\"C\",\"to\":\"F\"}}}\n");
        assertTrue(output.readLine().contains("68"));
    }

    private static void send(String line) throws IOException {
        input.write(line);
        input.flush();
    }
}
