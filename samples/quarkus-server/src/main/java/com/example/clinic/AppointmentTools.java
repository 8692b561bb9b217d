/* SPDX-License-Identifier: Apache-2.0 */
package com.example.clinic;

import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Appointments of a clinic. A booking has a key, so that a client can repeat a call whose answer it has not seen. */
@Singleton
public class AppointmentTools {

    private final Map<String, String> bookings = new ConcurrentHashMap<>();

    @Tool(name = "book-appointment", description = "Book an appointment. Calls with the same key book once.")
    public String book(
            @ToolArg(description = "Name of the patient") String patient,
            @ToolArg(description = "A key that the client chooses, new for each booking") String key) {
        bookings.putIfAbsent(key, patient);
        return "Booked for " + bookings.get(key) + ".";
    }

    @Tool(name = "count-appointments", description = "Count the appointments of a patient.")
    public String count(@ToolArg(description = "Name of the patient") String patient) {
        long count = bookings.values().stream().filter(patient::equals).count();
        return String.valueOf(count);
    }
}
