/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.server.ServerSpec;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on standard input and output with a flaw that only a test of load sessions needs. One class that needs
 * nothing else, so that it starts fast.
 */
public final class RudeServer {

    /** What is wrong with the server. */
    enum Way {
        /** Answers no call. */
        SILENT,
        /** Answers each call with a JSON-RPC error. */
        REFUSES,
        /** Writes 60 lines that are no messages, and then answers each call twice. */
        NOISY_AND_TWICE,
        /** Answers all calls again before it answers the next ping. */
        AGAIN_BEFORE_PONG,
        /** Ends at the first ping after a call. */
        ENDS_AT_PING,
        /** Echoes only messages that begin with x; refuses its third call. */
        ECHOES_SOME,
        /** Answers each call with a JSON-RPC error that shows the message of the call before. */
        LEAKS_IN_REFUSALS,
        /** Answers each call with a result that is an error and shows the message of the call before. */
        LEAKS_IN_ERRORS
    }

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
    private static final Pattern REVISION = Pattern.compile("\"protocolVersion\":\"([^\"]+)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]*)\"");

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final StringBuilder again = new StringBuilder();
    private final Way way;
    private String last = "";
    private int calls;

    private RudeServer(Way way) {
        this.way = way;
    }

    static ServerSpec spec(String name, Way way) {
        return ServerSpec.command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of(RudeServer.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                                .toString(),
                        RudeServer.class.getName(),
                        way.name())
                .name(name)
                .startupTimeout(Duration.ofMinutes(2))
                .build();
    }

    /** Run until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        var server = new RudeServer(Way.valueOf(arguments[0]));
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            String id = found(ID, line);
            if (!id.isEmpty()) {
                server.answer(id, found(METHOD, line), line);
            }
        }
    }

    private void answer(String id, String method, String line) throws IOException {
        switch (method) {
            case "initialize" ->
                write(
                        result(
                                id,
                                "{\"protocolVersion\":\"" + found(REVISION, line)
                                        + "\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}}"));
            case "ping" -> {
                if (way == Way.ENDS_AT_PING && calls > 0) {
                    System.exit(3);
                }
                write(again + result(id, "{}"));
            }
            case "tools/call" -> write(call(id, found(MESSAGE, line)));
            default -> write(error(id, -32601, "unknown"));
        }
    }

    private String call(String id, String message) {
        calls++;
        String before = last;
        last = message;
        String answer = result(id, content(message, ""));
        return switch (way) {
            case SILENT -> "";
            case REFUSES -> error(id, -1, "no");
            case NOISY_AND_TWICE -> (calls == 1 ? "a line of a log\n".repeat(60) : "") + answer + answer;
            case AGAIN_BEFORE_PONG -> {
                again.append(answer);
                yield answer;
            }
            case ENDS_AT_PING -> answer;
            case ECHOES_SOME -> {
                if (calls == 3) {
                    yield error(id, -1, "no");
                }
                yield message.startsWith("x") ? answer : result(id, content("the same for all", ""));
            }
            case LEAKS_IN_REFUSALS -> error(id, -1, "conflict with " + before);
            case LEAKS_IN_ERRORS -> result(id, content("conflict with " + before, ",\"isError\":true"));
        };
    }

    private static String content(String text, String more) {
        return "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]" + more + "}";
    }

    private static String result(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}\n";
    }

    private static String error(String id, int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":\"" + message
                + "\"}}\n";
    }

    private static String found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
