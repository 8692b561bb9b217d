/* SPDX-License-Identifier: Apache-2.0 */
/** The client that a contract tests, how its calls fail, and how its caller learns of that. Knows no JUnit. */
@NullMarked
package dev.mcpjunit.contract.client;

import org.jspecify.annotations.NullMarked;
