/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static dev.mcpjunit.fault.internal.stdio.LineServer.call;
import static java.util.regex.Pattern.quote;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A test JVM that ends in the middle of a test, as its argument says: in order, or from one moment to the next. */
public final class BridgeInDyingJvm {

    private BridgeInDyingJvm() {}

    public static void main(String[] args) throws IOException {
        var bridged = new Bridged();
        RawClient client = bridged.client();
        client.say(call(1, "plain"));
        client.awaitOutput(quote(LineServer.result(1)));
        new FileOutputStream(FileDescriptor.out).write(bridged.mark.getBytes(StandardCharsets.UTF_8));
        if (args[0].equals("exit")) {
            System.exit(0);
        }
        Runtime.getRuntime().halt(0);
    }
}
