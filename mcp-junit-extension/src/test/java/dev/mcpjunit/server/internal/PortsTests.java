/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void no_port_is_given_twice() {
        assertThat(IntStream.range(0, 200).parallel().map(each -> Ports.free()).boxed())
                .doesNotHaveDuplicates();
    }

    @Test
    void no_port_is_one_that_connections_are_given() {
        assertThat(IntStream.range(0, 50).map(each -> Ports.free()).boxed())
                .allSatisfy(port -> assertThat(port).isBetween(1024, 32_767));
    }

    @Test
    void a_port_with_a_listener_is_not_free() throws IOException {
        int port = Ports.free();
        assertThat(Ports.isFree(port)).isTrue();
        try (var listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(listening.isBound()).isTrue();
            assertThat(Ports.isFree(port)).isFalse();
        }
    }
}
