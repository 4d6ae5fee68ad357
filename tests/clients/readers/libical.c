/* Rows as libical reads them: `libical-rows FOLDER`. Any error libical reports about a feed fails the run. */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int failed = 0, count = 0;
static size_t prefix;

static void put_text(const char *text) {
    putchar('"');
    for (const unsigned char *byte = (const unsigned char *)text; *byte; byte++) {
        if (*byte == '"' || *byte == '\\') printf("\\%c", *byte);
        else if (*byte < 0x20) printf("\\u%04x", *byte);
        else putchar(*byte);
    }
    putchar('"');
}

static void put_time(icalcomponent *event, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    struct icaltimetype time = icalproperty_get_datetime_with_component(property, NULL);
    if (time.is_date) {
        printf("\"%04d-%02d-%02d\"", time.year, time.month, time.day);
        return;
    }
    if (!time.zone) { fprintf(stderr, "a floating time\n"); failed = 1; }
    time_t seconds = icaltime_as_timet_with_zone(time, time.zone);
    char text[32];
    strftime(text, sizeof text, "\"%Y-%m-%dT%H:%M:%SZ\"", gmtime(&seconds));
    fputs(text, stdout);
}

static void put_alarms(icalcomponent *event) {
    const char *comma = "";
    icalcomponent *alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT);
    for (; alarm; alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT)) {
        icalproperty *trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
        icalparameter *related = icalproperty_get_first_parameter(trigger, ICAL_RELATED_PARAMETER);
        int is_end = related && icalparameter_get_related(related) == ICAL_RELATED_END;
        struct icaltriggertype value = icalproperty_get_trigger(trigger);
        printf("%s\"%s%d\"", comma, is_end ? "END" : "START", icaldurationtype_as_int(value.duration));
        comma = ",";
    }
}

static void put_event(icalcomponent *event) {
    const char *location = icalcomponent_get_location(event);
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    printf("{\"uid\":");
    put_text(icalcomponent_get_uid(event));
    printf(",\"summary\":");
    put_text(icalcomponent_get_summary(event));
    printf(",\"start\":");
    put_time(event, ICAL_DTSTART_PROPERTY);
    printf(",\"end\":");
    put_time(event, ICAL_DTEND_PROPERTY);
    printf(",\"location\":");
    if (location) put_text(location); else printf("null");
    printf(",\"status\":\"%s\",\"alarms\":[", icalproperty_status_to_string(icalproperty_get_status(status)));
    put_alarms(event);
    printf("]}");
}

static char *contents(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(2); }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, size + 1);
    if (fread(text, 1, size, file) != (size_t)size) { perror(path); exit(2); }
    fclose(file);
    return text;
}

static int visit(const char *path, const struct stat *stat, int type, struct FTW *walk) {
    (void)stat; (void)walk;
    size_t length = strlen(path);
    if (type != FTW_F || length < 4 || strcmp(path + length - 4, ".ics") != 0) return 0;
    char *text = contents(path);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
        fprintf(stderr, "%s: no calendar\n", path);
        failed = 1;
        return 0;
    }
    int errors = icalcomponent_count_errors(calendar);
    icalrestriction_check(calendar);
    if (errors || icalcomponent_count_errors(calendar)) {
        fprintf(stderr, "%s: libical reports %d errors\n", path, icalcomponent_count_errors(calendar));
        failed = 1;
    }
    printf(count++ ? "," : "{");
    put_text(path + prefix);
    printf(":[");
    const char *comma = "";
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        fputs(comma, stdout);
        put_event(event);
        comma = ",";
    }
    printf("]");
    icalcomponent_free(calendar);
    free(text);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    prefix = strlen(argv[1]) + 1;
    icalerror_set_errors_are_fatal(0);
    if (nftw(argv[1], visit, 16, FTW_PHYS) != 0) return 2;
    puts(count ? "}" : "{}");
    return failed;
}
