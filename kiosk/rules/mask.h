/* What may stand on a shared screen (domain.md 10): masked plates and phones, polite names. Also plates as such. */
#ifndef LOUNGE_RULES_MASK_H
#define LOUNGE_RULES_MASK_H

#include <stdbool.h>
#include <stddef.h>

/* "川A·4AX00" -> "川A·4**00"; new-energy plates (six after the letter) keep the first and the last three: "川A·D**566".
 * "" when it is not a plate. Input in stored form (plate_normal). */
void mask_plate(const char *plate, char *out, size_t size);
/* "19900009774" -> "199****9774". "" when it is no phone in normal form. */
void mask_phone(const char *phone, char *out, size_t size);

/* Normal form: upper case, half width, without dots, spaces and hyphens ("川a·ejdn0" -> "川AEJDN0").
 * False, out untouched, when it is no Chinese plate (province, letter, five or six of letters and digits; the last may
 * be a word such as 学 or 港) or does not fit: 16 is enough. */
bool plate_normal(const char *typed, char *out, size_t size);
/* Does the plate (stored form) end with these signs, in any spelling? At least four of them: two stand on the board. */
bool plate_ends_with(const char *plate, const char *tail);
/* A mobile number in normal form: 11 digits starting with 1; spaces, hyphens, +86 are dropped. 12 bytes. False, out
 * untouched, for anything else: also for 1.99E+10, which a spreadsheet has spoilt. */
bool phone_normal(const char *typed, char *out, size_t size);
/* Do the last four digits match? phone in normal form. */
bool phone_last4(const char *phone, const char *last4);

/* Surname of a Chinese name (two characters for the compound ones: 欧阳, 司马 …); "" when the name is not Chinese or
 * is a company's. A 先生, 女士 or 小姐 at its end is no part of it. */
void name_surname(const char *name, char *out, size_t size);

#endif
