/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers by the book of these tests: what it writes is known to the byte. One class that needs nothing
 * else, so that it starts fast.
 */
public final class LineServer {

    static final String PROGRESS = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\","
            + "\"params\":{\"progressToken\":\"t\",\"progress\":1}}\n";

    private static final Pattern ID = Pattern.compile("\"id\" ?: ?(\\d+)");
    private static final Pattern NAME = Pattern.compile("\"name\":\"(\\w+)\"");

    private LineServer() {}

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of(LineServer.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString(),
                LineServer.class.getName());
    }

    /** A call, as the client writes it. */
    static String call(int id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{},\"_meta\":{\"progressToken\":\"t\"}}}\n";
    }

    /** The answer; its white space is not what our own printer would write. */
    static String result(int id) {
        return "{\"jsonrpc\": \"2.0\", \"id\": " + id + ", \"result\": {\"content\": []}}\n";
    }

    public static void main(String[] args) throws IOException {
        var out = new FileOutputStream(FileDescriptor.out);
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            Matcher id = ID.matcher(line);
            Matcher name = NAME.matcher(line);
            if (id.find() && name.find()) {
                out.write(answer(Integer.parseInt(id.group(1)), name.group(1)));
            }
        }
        System.err.println("end of input");
    }

    private static byte[] answer(int id, String tool) throws IOException {
        return switch (tool) {
            case "progress" -> (PROGRESS + result(id)).getBytes(UTF_8);
            case "noise" -> ("hello\r\n\n  \n\uFEFF{}\n[1]\n" + result(id)).getBytes(UTF_8);
            case "binary" -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n', 'x', '\r', 'y', '\n'};
            case "crlf" -> result(id).replace("\n", "\r\n").getBytes(UTF_8);
            case "hang" -> new byte[0];
            case "huge" ->
                result(id).replace("[]", "[\"" + "x".repeat(20 << 20) + "\"]").getBytes(UTF_8);
            case "batch" -> ("[" + result(id).trim() + ", " + result(id + 1).trim() + "]\n").getBytes(UTF_8);
            case "errors" -> {
                System.err.print("no line end, ü");
                System.err.flush();
                yield result(id).getBytes(UTF_8);
            }
            case "partial" -> {
                new FileOutputStream(FileDescriptor.out).write((result(id) + "the rest").getBytes(UTF_8));
                System.exit(7);
                yield new byte[0];
            }
            default -> result(id).getBytes(UTF_8);
        };
    }
}
