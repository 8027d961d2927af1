/* What is this file? By its header: the subject whose required columns are there, with the most that are known. */
#ifndef LOUNGE_OFFICE_IMPORT_GUESS_H
#define LOUNGE_OFFICE_IMPORT_GUESS_H

#include "import_subjects.h"

/* ERR_INPUT: it cannot be read, or its header is none that any import knows; the words say what was looked at. */
bool import_guess(const Settings *s, const char *path, const ImportSubject **out, Err *err);

#endif
