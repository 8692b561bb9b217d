/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.fault.internal.Quietly;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListenerTests {

    private static final int ROUNDS = 60;

    /** For a moment, such a process has a copy of the socket that listens. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void it_refuses_and_accepts_again_while_processes_are_started() throws Exception {
        var over = new AtomicBoolean();
        ExecutorService starters = Executors.newCachedThreadPool();
        var started = new ArrayList<Future<?>>();
        for (int i = 0; i < 2; i++) {
            started.add(starters.submit(() -> {
                while (!over.get()) {
                    new ProcessBuilder("true").start().waitFor();
                }
                return null;
            }));
        }
        try (var listener = new Listener(InetAddress.getLoopbackAddress(), Quietly::close)) {
            for (int i = 0; i < ROUNDS; i++) {
                listener.refuse();
                assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), listener.port()))
                        .isInstanceOf(ConnectException.class);
                listener.accept();
                new Socket(InetAddress.getLoopbackAddress(), listener.port()).close();
            }
        } finally {
            over.set(true);
            starters.shutdown();
        }
        for (Future<?> each : started) {
            each.get();
        }
    }
}
