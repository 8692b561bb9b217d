/* SPDX-License-Identifier: Apache-2.0 */
package com.example.bookclub;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** An application that uses the library. */
@SpringBootApplication
public class BookClubApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(BookClubApplication.class)
                .profiles("bookclub")
                .run(arguments);
    }
}
