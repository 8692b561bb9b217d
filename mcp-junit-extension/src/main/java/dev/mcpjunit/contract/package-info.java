/* SPDX-License-Identifier: Apache-2.0 */
/** Test interfaces, and their programmatic twins, that hold a client to what it declares. */
@NullMarked
package dev.mcpjunit.contract;

import org.jspecify.annotations.NullMarked;
