/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.protection.ProtectionRules;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.model.ProtocolRevision;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What a check of a rule ends with. */
class RuleCheckTests {

    private final RuleCheck check = new RuleCheck(
            ProtectionRules.SIGNATURE, "weather", "http://localhost:1/mcp", new ProtocolRevision("2025-11-25"));

    @Test
    void without_any_note_it_passes() {
        assertThatCode(check::conclude).doesNotThrowAnyException();
    }

    @Test
    void what_is_unclear_is_not_passed() {
        check.inconclusive("no answer");

        assertThatThrownBy(check::conclude).isInstanceOf(Finding.class).hasMessage("no answer");
    }

    @Test
    void a_violation_counts_more_than_what_is_unclear() {
        check.inconclusive("no answer");
        check.violation("It answered");

        assertThatThrownBy(check::conclude)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("\n  It answered\n");
    }

    @Test
    void control_characters_of_a_server_are_shown_and_not_obeyed() {
        check.violation("It answered \u001b[2J\u202e");

        assertThatThrownBy(check::conclude).hasMessageContaining("It answered \\u{1B}[2J\\u{202E}");
    }
}
