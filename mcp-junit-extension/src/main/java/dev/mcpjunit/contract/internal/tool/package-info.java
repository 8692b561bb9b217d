/* SPDX-License-Identifier: Apache-2.0 */
/** The checks of the contract of tools. Internal: no API of the project. */
@NullMarked
package dev.mcpjunit.contract.internal.tool;

import org.jspecify.annotations.NullMarked;
