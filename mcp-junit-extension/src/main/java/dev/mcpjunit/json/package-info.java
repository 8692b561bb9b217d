/* SPDX-License-Identifier: Apache-2.0 */
/**
 * JSON as plain values: parsed once, immutable, compared by meaning.
 *
 * <p>Everything a server says is kept in these types, so that no field is lost on the way from the wire to a verdict
 * and no JSON library shows in the API. The only foreign code behind them is Jackson's streaming parser.
 */
@NullMarked
package dev.mcpjunit.json;

import org.jspecify.annotations.NullMarked;
