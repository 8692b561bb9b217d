/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.internal.server.stateless.TamperedState;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TamperedStateTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 16, 31, 32, 33, 64})
    void a_changed_state_in_base64_stands_for_other_bytes(int length) {
        var random = new Random(length);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

            assertThat(TamperedState.of(state)).isNotEmpty().allSatisfy(way -> {
                String changed = way.change().apply(state).orElseThrow();
                assertThat(changed).as("%s, %s", state, way.what()).hasSameSizeAs(state);
                assertThat(Base64.getUrlDecoder().decode(changed))
                        .as("%s, %s", state, way.what())
                        .isNotEqualTo(bytes);
            });
        }
    }
}
