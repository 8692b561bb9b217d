/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stdio server without libraries: the JDK can run this file directly. */
public class Greeter {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"]*\"|\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"(?!greet\")([^\"]+)\"");

    public static void main(String[] arguments) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var output = new PrintStream(System.out, true, UTF_8);
        for (String message = input.readLine(); message != null; message = input.readLine()) {
            String answer = answer(message);
            if (!answer.isEmpty()) {
                output.println(answer);
            }
        }
    }

    /** Nothing for a notification. */
    static String answer(String message) {
        Matcher id = ID.matcher(message);
        Matcher method = METHOD.matcher(message);
        if (!id.find() || !method.find()) {
            return "";
        }
        String outcome = switch (method.group(1)) {
            case "initialize" ->
                "'result':{'protocolVersion':'2025-11-25','capabilities':{'tools':{}},"
                        + "'serverInfo':{'name':'greeter','version':'1'}}";
            case "tools/list" ->
                "'result':{'tools':[{'name':'greet','inputSchema':{'type':'object',"
                        + "'properties':{'name':{'type':'string'}},'required':['name']}}]}";
            case "tools/call" -> "'result':{'content':[{'type':'text','text':'Hello, " + name(message) + "!'}]}";
            default -> "'error':{'code':-32601,'message':'Unknown method'}";
        };
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + "," + outcome.replace('\'', '"') + "}";
    }

    private static String name(String call) {
        Matcher name = NAME.matcher(call);
        return name.find() ? name.group(1) : "unnamed";
    }
}
