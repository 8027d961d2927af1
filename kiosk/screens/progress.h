/* How far something that was posted to the writer has come. */
#ifndef LOUNGE_SCREENS_PROGRESS_H
#define LOUNGE_SCREENS_PROGRESS_H

typedef enum Progress { PROGRESS_NONE, PROGRESS_SAVING, PROGRESS_SAVED, PROGRESS_FAILED } Progress;

#endif
