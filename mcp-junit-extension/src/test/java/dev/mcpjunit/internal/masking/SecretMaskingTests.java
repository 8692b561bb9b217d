/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.masking;

import static dev.mcpjunit.testkit.Catalogs.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the names of members hide. JSON is written with single quotes. */
class SecretMaskingTests {

    private final SecretMasking masking = SecretMasking.of(List.of());

    @Test
    void a_secret_name_hides_its_value() {
        assertThat(masking.mask(json("{'accessToken':'planted'}")))
                .isEqualTo(json("{'accessToken':'[masked: accessToken]'}"));
    }

    /** Whether there is another page is no secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'nextPageToken':'page-2'}",
                "{'page_token':'page-2'}",
                "{'continuationToken':'page-2'}",
                "{'progressToken':'1'}",
                "{'accessToken':''}"
            })
    void tokens_of_pages_and_empty_values_are_shown(String message) {
        assertThat(masking.mask(json(message))).isEqualTo(json(message));
    }
}
