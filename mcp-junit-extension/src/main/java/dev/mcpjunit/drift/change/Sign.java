/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/** A sign of an attack in a text that a model reads, with its entry in the OWASP MCP Top 10. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Sign {
    /** The text asks the model to hide something from the user. */
    CONCEALMENT("concealment from the user", "MCP03:2025"),
    /** The text asks the model to drop the instructions that it has. */
    OVERRIDE("an override of the model's instructions", "MCP06:2025"),
    /** Markup that makes a text look like a message of the system or of the user. */
    ROLE_MARKUP("markup that imitates a system message", "MCP06:2025"),
    /** The text asks for secrets of the user. */
    SECRETS("a request for secrets", "MCP01:2025"),
    /** The text asks for the conversation, the system prompt or the list of tools. */
    CONTEXT_LEAK("a request for the conversation or the system prompt", "MCP10:2025"),
    /** The text asks to send data to an address. */
    EXFILTRATION("an address to send data to", "MCP10:2025"),
    /** The text claims to be preferred to all other tools, or to be called before them. */
    PREFERENCE("a claim to precede or replace other tools", "MCP03:2025"),
    /** The text changes how another tool is to be called. */
    SHADOWING("orders about calls of another tool", "MCP09:2025"),
    /** The text asks to skip the user's consent. */
    CONSENT("a way around the user's consent", "MCP02:2025"),
    /** The text asks the model to run code or to follow instructions from another place. */
    REMOTE_CODE("code or instructions from elsewhere", "MCP05:2025"),
    /** The text asks to be kept in files or in the memory of the client. */
    PERSISTENCE("orders for later conversations", "MCP06:2025"),
    /** Characters or passages that people do not see. */
    HIDDEN_TEXT("text that people do not see", "MCP03:2025"),
    /** Letters of another script that look like letters of the word. */
    LOOK_ALIKES("look-alike letters", "MCP03:2025"),
    /** A text that is encoded, so that people cannot read it. */
    ENCODED_TEXT("an encoded text", "MCP03:2025");

    private final String words;

    private final String owasp;

    Sign(String words, String owasp) {
        this.words = words;
        this.owasp = owasp;
    }

    /**
     * Describe the sign.
     *
     * @return for example {@code concealment from the user}; never {@code null}
     */
    public String words() {
        return words;
    }

    /**
     * Get the entry in the OWASP MCP Top 10.
     *
     * @return for example {@code MCP03:2025}; never {@code null}
     */
    public String owasp() {
        return owasp;
    }

    /**
     * Print the sign for people.
     *
     * @return for example {@code concealment from the user (OWASP MCP03:2025)}; never {@code null}
     */
    @Override
    public String toString() {
        return words + " (OWASP " + owasp + ")";
    }
}
