/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.budget.Tokenizer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Limits the tokens that the tool definitions of servers take in the context of a model.
 *
 * <pre>{@code
 * @McpServer(config = ".mcp.json")
 * @PinnedSchema
 * @ContextBudget(maxTokens = 12_000, maxPerTool = 900, growthSinceSnapshot = "10%")
 * class ToolboxTest { … }
 * }</pre>
 *
 * <p>On a class, the budget is checked before the tests, or before each test if one of the servers is started for each
 * test. On a method, it is checked before that test. The failure lists the cost of each tool, the growth, and the
 * changes that save most. A server that does not answer fails the check, because its cost is unknown.
 *
 * <p>Tokens are counted by the o200k tokenizer if {@code com.knuddels:jtokkit} is on the test class path, otherwise by
 * an estimate; see {@link dev.mcpjunit.budget.Tokenizer}. {@link #tokenizer} sets another one. Every message names the
 * tokenizer.
 *
 * <p>A nested class without its own budget uses that of the nearest enclosing class.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(McpExtension.class)
public @interface ContextBudget {

    /**
     * The maximum number of tokens for the tools of all servers together.
     *
     * @return the number of tokens; no limit by default
     */
    int maxTokens() default 0;

    /**
     * The maximum number of tokens for each tool.
     *
     * @return the number of tokens; no limit by default
     */
    int maxPerTool() default 0;

    /**
     * How much the cost of the tools of each server may grow since its snapshot, for example {@code "10%"} or
     * {@code "200 tokens"}.
     *
     * <p>Each server must be pinned by {@link PinnedSchema}. The earlier cost is counted from the definitions in the
     * snapshot file. The snapshot mode {@code update} accepts the growth and logs it; {@code accept-compatible} does
     * not write a snapshot that has grown too much.
     *
     * @return the limit; none by default
     */
    String growthSinceSnapshot() default "";

    /**
     * Supplies the tokenizer, for example that of the model that the agent uses. The class must have a constructor
     * without parameters.
     *
     * <pre>{@code
     * class OurTokenizer implements Supplier<Tokenizer> {
     *     @Override
     *     public Tokenizer get() {
     *         return new Tokenizer("our-model", text -> text.length() / 4);
     *     }
     * }
     * }</pre>
     *
     * @return the class; by default {@link Tokenizer#standard()} is used
     */
    Class<? extends Supplier<Tokenizer>> tokenizer() default Tokenizer.Standard.class;

    /**
     * The names of the servers whose tools are counted.
     *
     * @return the names; by default all servers of the class
     */
    String[] servers() default {};
}
