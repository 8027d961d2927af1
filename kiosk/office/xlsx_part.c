/* Zip entry to expat, chunk by chunk. */
#include "xlsx_part.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 16 * 1024, SEPARATOR = '|', DEPTH_MAX = 64 };

struct XlsxPart {
    XlsxZip *zip;
    zip_file_t *file;
    XML_Parser parser;
    XlsxHandlers handlers;
    void *ctx;
    char name[256];
    int64_t size, done;
    int depth;
    bool ended, paused, suspended; /* suspended: the parser still holds bytes */
    Err why;                       /* it was refused */
};

const char *xlsx_attribute(const char *const *attributes, const char *name) {
    for (; *attributes; attributes += 2) {
        const char *bar = strrchr(attributes[0], SEPARATOR);
        if (strcmp(bar ? bar + 1 : attributes[0], name) == 0) return attributes[1];
    }
    return NULL;
}

static const char *local_name(const char *name) {
    const char *bar = strrchr(name, SEPARATOR);
    return bar ? bar + 1 : name;
}

static void on_start(void *ctx, const char *name, const char **attributes) {
    XlsxPart *part = ctx;
    if (++part->depth > DEPTH_MAX) {
        xlsx_part_refuse(part, TXT("its XML is nested too deeply", "XML 嵌套过深"));
        return;
    }
    if (!part->why.code && part->handlers.start)
        part->handlers.start(part->ctx, local_name(name), (const char *const *)attributes);
}

static void on_end(void *ctx, const char *name) {
    XlsxPart *part = ctx;
    part->depth--;
    if (!part->why.code && part->handlers.end) part->handlers.end(part->ctx, local_name(name));
}

static void on_text(void *ctx, const char *bytes, int len) {
    XlsxPart *part = ctx;
    if (!part->why.code && part->handlers.text) part->handlers.text(part->ctx, bytes, len);
}

static void on_doctype(void *ctx, const char *name, const char *system, const char *public, int internal) {
    (void)name, (void)system, (void)public, (void)internal;
    xlsx_part_refuse(ctx, TXT("it has a DOCTYPE, which no workbook needs", "含有工作簿不应有的 DOCTYPE"));
}

void xlsx_part_pause(XlsxPart *part) {
    part->paused = true;
    XML_StopParser(part->parser, XML_TRUE);
}

void xlsx_part_refuse(XlsxPart *part, const char *en, const char *zh) {
    if (part->why.code) return;
    part->why.code = ERR_INPUT;
    snprintf(part->why.en, sizeof part->why.en, "%s", en);
    snprintf(part->why.zh, sizeof part->why.zh, "%s", zh);
    XML_StopParser(part->parser, XML_FALSE);
}

double xlsx_part_done(const XlsxPart *part) {
    return part->size > 0 && part->done < part->size ? (double)part->done / (double)part->size : 1;
}

static bool damaged(const XlsxPart *part, Err *err) {
    return err_set(err, ERR_INPUT, TXT("the workbook is damaged (%s)", "工作簿已损坏（%s）"), part->name);
}

bool xlsx_part_open(XlsxPart **out, XlsxZip *zip, const char *name, const XlsxHandlers *handlers, void *ctx, Err *err) {
    zip_stat_t stat;
    zip_int64_t at = zip_name_locate(zip->zip, name, ZIP_FL_NOCASE);
    if (at < 0 || zip_stat_index(zip->zip, (zip_uint64_t)at, 0, &stat) != 0)
        return err_set(err, ERR_INPUT, TXT("the workbook lacks its part %s", "工作簿缺少 %s"), name);
    if (stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE)
        return err_set(err, ERR_INPUT,
                       TXT("the workbook has a password: save it without one", "工作簿设有密码：请取消密码后另存"));
    XlsxPart *part = mem_alloc(sizeof *part);
    part->zip = zip;
    part->handlers = *handlers;
    part->ctx = ctx;
    part->size = stat.valid & ZIP_STAT_SIZE && stat.size < INT64_MAX ? (int64_t)stat.size : 0;
    strncpy(part->name, name, sizeof part->name - 1);
    part->file = zip_fopen_index(zip->zip, (zip_uint64_t)at, 0);
    part->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!part->file || !part->parser) {
        damaged(part, err);
        xlsx_part_close(part);
        return false;
    }
    XML_SetUserData(part->parser, part);
    XML_SetElementHandler(part->parser, on_start, on_end);
    XML_SetCharacterDataHandler(part->parser, on_text);
    XML_SetStartDoctypeDeclHandler(part->parser, on_doctype);
    *out = part;
    return true;
}

void xlsx_part_close(XlsxPart *part) {
    if (!part) return;
    if (part->parser) XML_ParserFree(part->parser);
    if (part->file) zip_fclose(part->file);
    free(part);
}

/* The next chunk into the parser's own buffer. */
static enum XML_Status feed(XlsxPart *part, bool *read_failed) {
    void *buffer = XML_GetBuffer(part->parser, CHUNK);
    zip_int64_t got = buffer ? zip_fread(part->file, buffer, CHUNK) : -1;
    *read_failed = got < 0;
    if (got < 0) return XML_STATUS_ERROR;
    part->done += got;
    part->zip->left -= got;
    part->ended = got == 0;
    if (part->zip->left < 0) {
        err_set(&part->why, ERR_INPUT,
                TXT("it unpacks to far more than its size: this is no table", "解压后大小异常：不是正常的表格"));
        return XML_STATUS_ERROR;
    }
    return XML_ParseBuffer(part->parser, (int)got, part->ended);
}

static XlsxStep fail(XlsxPart *part, bool read_failed, Err *err) {
    if (part->why.code) {
        if (err) *err = part->why;
        err_prefix(err, TXT("the workbook is refused (%s): ", "工作簿被拒绝（%s）："), part->name);
        return XLSX_FAILED;
    }
    if (read_failed) {
        damaged(part, err);
        return XLSX_FAILED;
    }
    err_set(err, ERR_INPUT, TXT("the workbook is damaged (%s, line %lu)", "工作簿已损坏（%s 第 %lu 行）"), part->name,
            (unsigned long)XML_GetCurrentLineNumber(part->parser));
    return XLSX_FAILED;
}

XlsxStep xlsx_part_run(XlsxPart *part, Err *err) {
    part->paused = false;
    for (;;) {
        bool read_failed = false;
        if (part->ended && !part->suspended) return XLSX_END;
        enum XML_Status status = part->suspended ? XML_ResumeParser(part->parser) : feed(part, &read_failed);
        part->suspended = status == XML_STATUS_SUSPENDED;
        if (status == XML_STATUS_ERROR || part->why.code) return fail(part, read_failed, err);
        if (part->paused) return XLSX_PAUSED;
    }
}

bool xlsx_part_read(XlsxZip *zip, const char *name, const XlsxHandlers *handlers, void *ctx, bool *there, Err *err) {
    XlsxPart *part;
    *there = zip_name_locate(zip->zip, name, ZIP_FL_NOCASE) >= 0;
    if (!*there) return true;
    if (!xlsx_part_open(&part, zip, name, handlers, ctx, err)) return false;
    XlsxStep step = xlsx_part_run(part, err);
    xlsx_part_close(part);
    return step == XLSX_END;
}
