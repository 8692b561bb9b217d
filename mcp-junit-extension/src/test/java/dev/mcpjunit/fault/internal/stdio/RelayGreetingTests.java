/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;

class RelayGreetingTests {

    private static DataInputStream said(String text) {
        return new DataInputStream(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void a_wrong_token_is_no_hello() {
        assertThatThrownBy(() -> RelayGreeting.read(said("right tokem and all the rest"), "right token"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("Not a relay of this bridge");
    }

    @Test
    void the_beginning_of_a_token_is_no_token() {
        assertThatThrownBy(() -> RelayGreeting.read(said("right"), "right token"))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void a_hello_that_ends_too_soon_is_none() {
        assertThatThrownBy(() -> RelayGreeting.read(said("right tokenM"), "right token"))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void absurd_lengths_are_rejected() {
        assertThatThrownBy(() -> RelayGreeting.read(said("right tokenM12345678zzzz"), "right token"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("A relay that says nonsense");
    }
}
